// OTEL_EXPORTER_OTLP_*: the same settings for all signals and for each one, so the rows are built, not typed four times.
import type { Variable } from './variable.ts';
import { COMPRESSIONS, HISTOGRAM_AGGREGATIONS, PROTOCOLS, TEMPORALITIES } from './variable.ts';

/** LiteLLM's words for the transports. */
export const PROTOCOL_SPELLINGS = { otlp_grpc: 'grpc', otlp_http: 'http/protobuf' } as const;

/** The settings, named by what follows OTEL_EXPORTER_OTLP_ or OTEL_EXPORTER_OTLP_<SIGNAL>_. */
const SETTINGS: readonly Variable[] = [
  {
    name: 'ENDPOINT',
    type: 'url',
    default: 'http://localhost:4317 (grpc), http://localhost:4318 (http)',
    meaning:
      'Where to send; over HTTP the general one gets `/v1/<signal>` appended and a signal’s own is taken verbatim.',
  },
  {
    name: 'PROTOCOL',
    type: 'enum',
    default: 'grpc',
    accepted: PROTOCOLS,
    spellings: PROTOCOL_SPELLINGS,
    meaning: 'OTLP transport.',
  },
  {
    name: 'HEADERS',
    type: 'pairs',
    sensitive: true,
    httpHeaders: true,
    meaning: 'Headers or gRPC metadata, percent-encoded; a signal’s own replace the general ones.',
  },
  {
    name: 'TIMEOUT',
    type: 'timeout',
    default: '10000',
    minimum: 0,
    meaning: 'Longest one export may take, in milliseconds; 0 is no limit.',
  },
  { name: 'COMPRESSION', type: 'enum', default: 'none', accepted: COMPRESSIONS, meaning: 'Compression.' },
  {
    name: 'INSECURE',
    type: 'boolean',
    default: 'false',
    meaning: 'gRPC in plain text where the endpoint has no scheme.',
  },
  {
    name: 'CERTIFICATE',
    type: 'pem',
    environmentOnly: true,
    meaning: 'PEM file with the certificates to trust.',
  },
  {
    name: 'CLIENT_KEY',
    type: 'pem',
    sensitive: true,
    environmentOnly: true,
    meaning: 'PEM file with the client’s private key.',
  },
  {
    name: 'CLIENT_CERTIFICATE',
    type: 'pem',
    environmentOnly: true,
    meaning: 'PEM file with the client’s certificate chain.',
  },
];

/** Other names of some of the rows: LiteLLM's, and the specification's obsolete ones. */
const ALIASES: Readonly<Record<string, readonly string[]>> = {
  OTEL_EXPORTER_OTLP_ENDPOINT: ['OTEL_ENDPOINT'],
  OTEL_EXPORTER_OTLP_TRACES_ENDPOINT: ['OTEL_TRACES_ENDPOINT'],
  OTEL_EXPORTER_OTLP_HEADERS: ['OTEL_HEADERS'],
  OTEL_EXPORTER_OTLP_TRACES_INSECURE: ['OTEL_EXPORTER_OTLP_SPAN_INSECURE'],
  OTEL_EXPORTER_OTLP_METRICS_INSECURE: ['OTEL_EXPORTER_OTLP_METRIC_INSECURE'],
};

/** The two settings only metrics have. */
const METRIC_ROWS: readonly Variable[] = [
  {
    name: 'OTEL_EXPORTER_OTLP_METRICS_TEMPORALITY_PREFERENCE',
    type: 'enum',
    default: 'delta',
    accepted: TEMPORALITIES,
    meaning: 'Temporality of exported metrics.',
  },
  {
    name: 'OTEL_EXPORTER_OTLP_METRICS_DEFAULT_HISTOGRAM_AGGREGATION',
    type: 'enum',
    default: 'explicit_bucket_histogram',
    accepted: HISTOGRAM_AGGREGATIONS,
    meaning: 'Aggregation of histograms.',
  },
];

/** The rows of OTEL_EXPORTER_OTLP_*, general ones first. */
export function otlpVariables(): Variable[] {
  const rows: Variable[] = [];
  for (const setting of SETTINGS) {
    const name = `OTEL_EXPORTER_OTLP_${setting.name}`;
    rows.push(withAliases({ ...setting, name }));
  }
  for (const signal of ['TRACES', 'METRICS', 'LOGS']) {
    for (const setting of SETTINGS) {
      const name = `OTEL_EXPORTER_OTLP_${signal}_${setting.name}`;
      rows.push(withAliases({ ...setting, name, fallback: `OTEL_EXPORTER_OTLP_${setting.name}` }));
    }
  }
  return rows.concat(METRIC_ROWS);
}

function withAliases(row: Variable): Variable {
  const aliases = ALIASES[row.name];
  return aliases === undefined ? row : { ...row, aliases };
}
