// What one row of the variable table says, and the closed lists of words that rows and the Config share.

/** How the text of a variable is read; values.ts has one parser for each. */
export type VariableType =
  | 'boolean'
  | 'integer'
  | 'milliseconds'
  | 'timeout'
  | 'number'
  | 'enum'
  | 'list'
  | 'pairs'
  | 'url'
  | 'pem'
  | 'path'
  | 'string'
  | 'unavailable';

/** One environment variable. */
export interface Variable {
  readonly name: string;
  readonly type: VariableType;
  /** As a person would write it; absent where unset means something of its own. */
  readonly default?: string;
  /** The variable whose value counts before the default (a signal's variable falls back to the general one). */
  readonly fallback?: string;
  /** The closed list of an enum or a list. */
  readonly accepted?: readonly string[];
  /** Other spellings (lower case) of accepted words. */
  readonly spellings?: Readonly<Record<string, string>>;
  readonly minimum?: number;
  readonly maximum?: number;
  /** Names other tools give the same variable; this one's own name wins. */
  readonly aliases?: readonly string[];
  /** Booleans only: other tools' names for the opposite. */
  readonly negatedAliases?: readonly string[];
  /** The value is never printed. */
  readonly sensitive?: true;
  /** Names a file or code: taken from the environment or from a file the user named, never from one that was found. */
  readonly environmentOnly?: true;
  /** Pairs only: one bad entry discards the whole value (resource specification). */
  readonly strict?: true;
  /** Pairs only: names must be possible in an HTTP header. */
  readonly httpHeaders?: true;
  /** One sentence for the README. */
  readonly meaning: string;
}

/** Largest delay Node's timers take; also the largest integer the SDK specification asks for. */
export const LARGEST_INTEGER = 2_147_483_647;

/** OTEL_LOG_LEVEL. The first word of each of these lists is its default. */
export const LOG_LEVELS = ['warn', 'none', 'error', 'info', 'debug', 'verbose', 'all'] as const;
/** Exporters of traces and logs. */
export const EXPORTERS = ['otlp', 'console', 'none'] as const;
/** Exporters of metrics. */
export const METRIC_EXPORTERS = ['otlp', 'console', 'prometheus', 'none'] as const;
/** OTLP transports. */
export const PROTOCOLS = ['grpc', 'http/protobuf', 'http/json'] as const;
/** OTLP compression. */
export const COMPRESSIONS = ['none', 'gzip'] as const;
/** Metric temporality preferences. */
export const TEMPORALITIES = ['delta', 'cumulative', 'lowmemory'] as const;
/** Default aggregations of histograms. */
export const HISTOGRAM_AGGREGATIONS = [
  'explicit_bucket_histogram',
  'base2_exponential_bucket_histogram',
] as const;
/** Exemplar filters. */
export const EXEMPLAR_FILTERS = ['trace_based', 'always_on', 'always_off'] as const;
/** Samplers; the remote ones of the specification are not supported. */
export const SAMPLERS = [
  'parentbased_always_on',
  'parentbased_always_off',
  'parentbased_traceidratio',
  'always_on',
  'always_off',
  'traceidratio',
] as const;
/** GENAI_CAPTURE_CONTENT. */
export const CAPTURE_MODES = ['none', 'span', 'event', 'both'] as const;
/** GENAI_SDK. */
export const SDK_MODES = ['auto', 'own', 'app'] as const;
/** GENAI_GENERAL. */
export const GENERAL_MODES = ['auto', 'on', 'off'] as const;
/** GENAI_STREAM_USAGE. */
export const STREAM_USAGE_MODES = ['off', 'request'] as const;
