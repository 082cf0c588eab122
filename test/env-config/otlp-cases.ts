// The cases of OTEL_EXPORTER_OTLP_*, for the general variables and for those of each signal.
import { fileURLToPath } from 'node:url';
import type { Config, OtlpConfig, Signal } from '../../env-config/config.ts';
import type { Case } from './variable-cases.ts';

/** A PEM file and one that is none. */
export const PEM_FILE = fileURLToPath(new URL('./sample.pem', import.meta.url));
const NOT_PEM = fileURLToPath(import.meta.url);
const PEM_TEXT = '-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n';

const ALIASES: Readonly<Record<string, Case['aliases']>> = {
  OTEL_EXPORTER_OTLP_ENDPOINT: {
    OTEL_ENDPOINT: ['http://c:1', { endpoint: 'http://c:1', isSet: true, insecure: true }],
  },
  OTEL_EXPORTER_OTLP_TRACES_ENDPOINT: {
    OTEL_TRACES_ENDPOINT: ['http://c:1', { endpoint: 'http://c:1', isSet: true, insecure: true }],
  },
  OTEL_EXPORTER_OTLP_HEADERS: { OTEL_HEADERS: ['a=b%20c', { a: 'b c' }] },
  OTEL_EXPORTER_OTLP_TRACES_INSECURE: { OTEL_EXPORTER_OTLP_SPAN_INSECURE: ['true', ['http://c:1', true]] },
  OTEL_EXPORTER_OTLP_METRICS_INSECURE: { OTEL_EXPORTER_OTLP_METRIC_INSECURE: ['true', ['http://c:1', true]] },
};

/** Cases of one prefix; `signal` is where its effect is looked at. */
function casesOf(prefix: string, signal: Signal): Record<string, Case> {
  const of = (pick: (otlp: OtlpConfig) => unknown) => (config: Config) => pick(config[signal].otlp);
  const endpoint = of((otlp) => ({
    endpoint: otlp.endpoint,
    isSet: otlp.endpointIsSet,
    insecure: otlp.insecure,
  }));
  const pem = (pick: (otlp: OtlpConfig) => unknown): Case => ({
    pick: of(pick),
    unset: undefined,
    good: [[PEM_FILE, PEM_TEXT]],
    bad: ['/nonexistent.pem', NOT_PEM],
  });
  const cases: Record<string, Case> = {
    ENDPOINT: {
      pick: endpoint,
      unset: { endpoint: 'http://localhost:4317', isSet: false, insecure: true },
      good: [
        ['http://c:4317/path?x=1', { endpoint: 'http://c:4317', isSet: true, insecure: true }],
        ['https://u:p@c:443/', { endpoint: 'https://c:443', isSet: true, insecure: false }],
        ['http://c', { endpoint: 'http://c:80', isSet: true, insecure: true }],
        ['http://[::1]:4317', { endpoint: 'http://[::1]:4317', isSet: true, insecure: true }],
        ['unix:///run/otel.sock', { endpoint: 'unix:///run/otel.sock', isSet: true, insecure: true }],
        ['c:4317', { endpoint: 'https://c:4317', isSet: true, insecure: false }],
      ],
      bad: ['http://', 'unix:', 'ftp://c:1', 'http://c:65536', 'not a url'],
    },
    PROTOCOL: {
      pick: of((otlp) => otlp.protocol),
      unset: 'grpc',
      good: [
        ['grpc', 'grpc'],
        ['http/protobuf', 'http/protobuf'],
        ['HTTP/JSON', 'http/json'],
        ['otlp_grpc', 'grpc'],
        ['otlp_http', 'http/protobuf'],
      ],
      bad: ['http', 'grcp', 'console'],
    },
    HEADERS: {
      pick: of((otlp) => otlp.headers),
      unset: {},
      good: [
        ['Authorization=Basic%20YWI=', { Authorization: 'Basic YWI=' }],
        ['a=1, b = 2 ,', { a: '1', b: '2' }],
        ['a=100%', { a: '100%' }],
      ],
      bad: ['secret', '=x', 'bad name=x', 'a=x%0D%0Ab: y'],
    },
    TIMEOUT: {
      pick: of((otlp) => otlp.timeoutMs),
      unset: 10000,
      good: [
        ['0', 2147483647],
        ['1', 1],
        ['2147483647', 2147483647],
      ],
      bad: ['2147483648', '-1', '10s'],
    },
    COMPRESSION: {
      pick: of((otlp) => otlp.compression),
      unset: 'none',
      good: [
        ['gzip', 'gzip'],
        ['none', 'none'],
      ],
      bad: ['zip', 'deflate'],
    },
    INSECURE: {
      pick: of((otlp) => [otlp.endpoint, otlp.insecure]),
      unset: ['https://c:1', false],
      good: [
        ['true', ['http://c:1', true]],
        ['false', ['https://c:1', false]],
      ],
      bad: ['1', 'yes'],
      beside: { OTEL_EXPORTER_OTLP_ENDPOINT: 'c:1' },
    },
    CERTIFICATE: pem((otlp) => otlp.certificate),
    CLIENT_KEY: pem((otlp) => otlp.clientKey),
    CLIENT_CERTIFICATE: pem((otlp) => otlp.clientCertificate),
  };
  return Object.fromEntries(
    Object.entries(cases).map(([setting, value]) => {
      const name = `${prefix}_${setting}`;
      const aliases = ALIASES[name];
      return [name, { ...value, ...(aliases === undefined ? {} : { aliases }) }];
    }),
  );
}

/** All cases of OTEL_EXPORTER_OTLP_*. */
export function otlpCases(): Record<string, Case> {
  return {
    ...casesOf('OTEL_EXPORTER_OTLP', 'logs'),
    ...casesOf('OTEL_EXPORTER_OTLP_TRACES', 'traces'),
    ...casesOf('OTEL_EXPORTER_OTLP_METRICS', 'metrics'),
    ...casesOf('OTEL_EXPORTER_OTLP_LOGS', 'logs'),
    OTEL_EXPORTER_OTLP_METRICS_TEMPORALITY_PREFERENCE: {
      pick: (config) => config.metricReader.temporality,
      unset: 'delta',
      good: [
        ['cumulative', 'cumulative'],
        ['Delta', 'delta'],
        ['LowMemory', 'lowmemory'],
      ],
      bad: ['sum'],
    },
    OTEL_EXPORTER_OTLP_METRICS_DEFAULT_HISTOGRAM_AGGREGATION: {
      pick: (config) => config.metricReader.histogramAggregation,
      unset: 'explicit_bucket_histogram',
      good: [
        ['explicit_bucket_histogram', 'explicit_bucket_histogram'],
        ['base2_exponential_bucket_histogram', 'base2_exponential_bucket_histogram'],
      ],
      bad: ['exponential'],
    },
  };
}
