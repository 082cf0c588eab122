// The frozen configuration the rest of the agent reads: one typed object, already defaulted and validated.

/** Where a signal goes. `otlp` is the default for all three. */
export type ExporterName = 'otlp' | 'console' | 'none' | 'prometheus';

/** OTLP transports, OTEL_EXPORTER_OTLP_PROTOCOL. */
export type Protocol = 'grpc' | 'http/protobuf' | 'http/json';

/** Telemetry signals. */
export type Signal = 'traces' | 'metrics' | 'logs';

/** How one signal is exported over OTLP (OTEL_EXPORTER_OTLP_[SIGNAL_]*). */
export interface OtlpConfig {
  readonly protocol: Protocol;
  /** Complete URL for this signal: with /v1/<signal> over HTTP, scheme://host:port over gRPC. */
  readonly endpoint: string;
  /** True where a variable set the endpoint. */
  readonly endpointIsSet: boolean;
  /** Percent-decoded; names as given. */
  readonly headers: Readonly<Record<string, string>>;
  readonly timeoutMs: number;
  readonly compression: 'gzip' | 'none';
  /** gRPC only: plain text where the endpoint has no scheme. */
  readonly insecure: boolean;
  /** PEM contents (already read from the named files). */
  readonly certificate?: string;
  readonly clientKey?: string;
  readonly clientCertificate?: string;
}

/** One signal: which exporters (comma list allowed), and how OTLP goes. */
export interface SignalConfig {
  readonly exporters: readonly ExporterName[];
  readonly otlp: OtlpConfig;
}

/** OTEL_BSP_* or OTEL_BLRP_*: the batch processor's bounds. */
export interface BatchConfig {
  readonly maxQueueSize: number;
  readonly maxExportBatchSize: number;
  readonly scheduledDelayMs: number;
  readonly exportTimeoutMs: number;
}

/** Attribute and count limits (OTEL_ATTRIBUTE_*, OTEL_SPAN_*, OTEL_LOGRECORD_*); `undefined` length means unlimited. */
export interface LimitsConfig {
  readonly attributeValueLength?: number;
  readonly attributeCount: number;
  readonly spanAttributeValueLength?: number;
  readonly spanAttributeCount: number;
  readonly spanEventCount: number;
  readonly spanLinkCount: number;
  readonly eventAttributeCount: number;
  readonly linkAttributeCount: number;
  readonly logRecordAttributeValueLength?: number;
  readonly logRecordAttributeCount: number;
}

/** Where prompts and completions may go, GENAI_CAPTURE_CONTENT. */
export interface CaptureConfig {
  readonly span: boolean;
  readonly event: boolean;
}

/** Everything the agent was told, with defaults filled in. */
export interface Config {
  /** GENAI_ENABLED and not OTEL_SDK_DISABLED. */
  readonly enabled: boolean;
  readonly logLevel: 'none' | 'error' | 'warn' | 'info' | 'debug' | 'verbose' | 'all';
  readonly dialects: readonly string[];
  readonly capture: CaptureConfig;
  readonly maxContentBytes: number;
  /** GENAI_REDACT_PATHS: dotted paths, `*` for one step. */
  readonly redactPaths: readonly string[];
  readonly eventsEnabled: boolean;
  readonly metricsEnabled: boolean;
  readonly sdkMode: 'auto' | 'own' | 'app';
  readonly general: 'auto' | 'on' | 'off';
  readonly instrumentations: { readonly enabled: readonly string[]; readonly disabled: readonly string[] };
  /** OTEL_NODE_ENABLED_/DISABLED_INSTRUMENTATIONS, without the package prefix; `undefined` enabled means all. */
  readonly generalInstrumentations: {
    readonly enabled?: readonly string[];
    readonly disabled: readonly string[];
  };
  readonly spanAttributes: Readonly<Record<string, string>>;
  readonly metricAttributes: Readonly<Record<string, string>>;
  readonly disableBatch: boolean;
  readonly requestStreamUsage: boolean;
  readonly shutdownTimeoutMs: number;
  /** OTEL_CONFIG_FILE. */
  readonly configFile?: string;
  readonly serviceName?: string;
  readonly resourceAttributes: Readonly<Record<string, string>>;
  /** OTEL_NODE_RESOURCE_DETECTORS. */
  readonly resourceDetectors: readonly string[];
  readonly traces: SignalConfig;
  readonly metrics: SignalConfig;
  readonly logs: SignalConfig;
  readonly sampler: { readonly name: string; readonly arg?: number };
  readonly propagators: readonly string[];
  readonly batchSpans: BatchConfig;
  readonly batchLogs: BatchConfig;
  readonly limits: LimitsConfig;
  readonly metricReader: {
    readonly intervalMs: number;
    readonly timeoutMs: number;
    readonly temporality: 'delta' | 'cumulative' | 'lowmemory';
    readonly histogramAggregation: 'explicit_bucket_histogram' | 'base2_exponential_bucket_histogram';
    readonly exemplarFilter: 'always_on' | 'always_off' | 'trace_based';
    /** Attribute sets an instrument keeps apart (GENAI_METRIC_CARDINALITY_LIMIT). */
    readonly cardinalityLimit: number;
    readonly prometheusHost: string;
    readonly prometheusPort: number;
  };
}

/** One line for a person about a variable that could not be used as it was given. Never holds a sensitive value. */
export interface Complaint {
  readonly code: string;
  readonly message: string;
}

/** What reading the environment gives. */
export interface ReadResult {
  readonly config: Config;
  readonly complaints: readonly Complaint[];
  /** Variable name -> where its value came from, for the preamble and `--check`. Values of sensitive ones are left out. */
  readonly sources: Readonly<Record<string, 'environment' | 'file'>>;
}
