// Rows: OTEL_EXPORTER_OTLP_*, in general and for each signal.
import { expect } from '@jest/globals';
import type { Signal } from '../../../env-config/config.ts';
import type { Place, Row } from '../row.ts';
import { header, requestCount, signals } from '../seen.ts';

const SIGNALS: readonly Signal[] = ['traces', 'metrics', 'logs'];
const ALL = ['logs', 'metrics', 'traces'];
const PREFIX = 'OTEL_EXPORTER_OTLP_';

/** The variable of one signal. */
const own = (signal: Signal, setting: string) => `${PREFIX}${signal.toUpperCase()}_${setting}`;

/** No exporter for the other signals, so that nothing looks for a receiver where nobody set one. */
function only(signal: Signal): Record<string, string> {
  const others = SIGNALS.filter((other) => other !== signal);
  return Object.fromEntries(others.map((other) => [`OTEL_${other.toUpperCase()}_EXPORTER`, 'none']));
}

/**
 * Batches leave soon, and nobody waits long at exit for a receiver that does not answer. The metric interval also bounds
 * all attempts of one metric export, so it leaves room for a second one.
 */
const SOON = {
  OTEL_BSP_SCHEDULE_DELAY: '50',
  OTEL_BLRP_SCHEDULE_DELAY: '50',
  OTEL_METRIC_EXPORT_INTERVAL: '2000',
  GENAI_SHUTDOWN_TIMEOUT_MS: '200',
};

const general: readonly Row[] = [
  ...['http/protobuf', 'http/json'].map((protocol): Row => ({
    of: [`${PREFIX}PROTOCOL`, `${PREFIX}ENDPOINT`],
    effect: `${protocol}: all signals come that way, each at its own path below the endpoint`,
    env: ({ httpUrl }) => ({ [`${PREFIX}PROTOCOL`]: protocol, [`${PREFIX}ENDPOINT`]: httpUrl }),
    check: ({ receiver, lines }) => {
      expect(signals(receiver)).toEqual(ALL);
      expect(new Set(receiver.requests().map((request) => request.protocol))).toEqual(new Set([protocol]));
      expect(lines).toEqual([]);
    },
  })),
  ...[`${PREFIX}ENDPOINT`, 'OTEL_ENDPOINT'].map((name): Row => ({
    of: [name],
    effect: 'alone: all signals come over gRPC',
    env: ({ grpcUrl }) => ({ [name]: grpcUrl }),
    endpoint: false,
    check: ({ receiver }) => {
      expect(signals(receiver)).toEqual(ALL);
      expect(new Set(receiver.requests().map((request) => request.protocol))).toEqual(new Set(['grpc']));
    },
  })),
  ...[`${PREFIX}HEADERS`, 'OTEL_HEADERS'].map((name): Row => ({
    of: [name],
    effect: 'percent-encoding is undone and = stays in the value; a signal’s own headers replace them',
    env: { [name]: 'x-team=a%20b%2Cc,x-key=k=v==', [own('logs', 'HEADERS')]: 'x-own=logs' },
    check: ({ receiver }) => {
      expect(header(receiver, 'x-team')).toEqual({ traces: 'a b,c', metrics: 'a b,c', logs: undefined });
      expect(header(receiver, 'x-key')).toEqual({ traces: 'k=v==', metrics: 'k=v==', logs: undefined });
      expect(header(receiver, 'x-own')).toEqual({ traces: undefined, metrics: undefined, logs: 'logs' });
    },
  })),
  {
    of: [`${PREFIX}COMPRESSION`],
    effect: 'gzip over HTTP: every body is compressed and can be read',
    env: ({ httpUrl }) => ({
      [`${PREFIX}COMPRESSION`]: 'gzip',
      [`${PREFIX}PROTOCOL`]: 'http/protobuf',
      [`${PREFIX}ENDPOINT`]: httpUrl,
    }),
    check: ({ receiver }) => {
      expect(header(receiver, 'content-encoding')).toEqual({ traces: 'gzip', metrics: 'gzip', logs: 'gzip' });
      expect(receiver.spans()).toHaveLength(1);
    },
  },
  {
    of: [`${PREFIX}COMPRESSION`],
    effect: 'gzip over gRPC: every signal arrives and can be read',
    env: { [`${PREFIX}COMPRESSION`]: 'gzip' },
    check: ({ receiver }) => {
      expect(signals(receiver)).toEqual(ALL);
      expect(receiver.spans()).toHaveLength(1);
    },
  },
  {
    of: [`${PREFIX}TIMEOUT`],
    effect: '500: a receiver that does not answer is asked again',
    env: { ...SOON, [`${PREFIX}TIMEOUT`]: '500' },
    steps: ['chat', 'wait:3000'],
    fault: { kind: 'hang' },
    check: ({ receiver, lines }) => {
      for (const signal of SIGNALS) expect(requestCount(receiver, signal)).toBeGreaterThan(1);
      expect(lines[0]).toContain('GENAI_W301');
    },
  },
  {
    of: [`${PREFIX}TIMEOUT`],
    effect: 'unset (10 s): the same receiver is not asked again in that time',
    env: SOON,
    steps: ['chat', 'wait:3000'],
    fault: { kind: 'hang' },
    check: ({ receiver }) => {
      for (const signal of SIGNALS) expect(requestCount(receiver, signal)).toBe(1);
    },
  },
  {
    of: [`${PREFIX}INSECURE`],
    effect: 'true: an endpoint without a scheme is plain text',
    env: ({ grpcHost }) => ({ [`${PREFIX}INSECURE`]: 'true', [`${PREFIX}ENDPOINT`]: grpcHost }),
    check: ({ receiver }) => expect(signals(receiver)).toEqual(ALL),
  },
  {
    of: [`${PREFIX}INSECURE`],
    effect: 'unset: an endpoint without a scheme is TLS, which a plain receiver does not understand',
    env: ({ grpcHost }) => ({ [`${PREFIX}ENDPOINT`]: grpcHost, GENAI_SHUTDOWN_TIMEOUT_MS: '200' }),
    check: ({ receiver, lines }) => {
      expect(receiver.requests()).toEqual([]);
      expect(lines).toHaveLength(1);
    },
  },
  ...['grpc', 'http/protobuf'].flatMap((protocol): Row[] => {
    const endpoint = ({ grpcUrl, httpUrl }: Place) => ({
      [`${PREFIX}PROTOCOL`]: protocol,
      [`${PREFIX}ENDPOINT`]: protocol === 'grpc' ? grpcUrl : httpUrl,
    });
    return [
      {
        of: [`${PREFIX}CERTIFICATE`],
        effect: `the certificate of a self-signed receiver over ${protocol}: it is trusted`,
        env: (place) => ({ ...endpoint(place), [`${PREFIX}CERTIFICATE`]: place.certificateFile }),
        tls: 'server',
        check: ({ receiver }) => expect(signals(receiver)).toEqual(ALL),
      },
      {
        of: [`${PREFIX}CERTIFICATE`],
        effect: `unset, a self-signed receiver over ${protocol}: nothing is sent to it and a line says so`,
        env: (place) => ({ ...endpoint(place), GENAI_SHUTDOWN_TIMEOUT_MS: '200' }),
        tls: 'server',
        check: ({ receiver, lines }) => {
          expect(receiver.requests()).toEqual([]);
          expect(lines).toHaveLength(1);
        },
      },
      {
        of: [`${PREFIX}CLIENT_KEY`, `${PREFIX}CLIENT_CERTIFICATE`],
        effect: `a receiver that asks for a client certificate over ${protocol} gets one`,
        env: (place) => ({
          ...endpoint(place),
          [`${PREFIX}CERTIFICATE`]: place.certificateFile,
          [`${PREFIX}CLIENT_KEY`]: place.keyFile,
          [`${PREFIX}CLIENT_CERTIFICATE`]: place.certificateFile,
        }),
        tls: 'mutual',
        check: ({ receiver }) => expect(signals(receiver)).toEqual(ALL),
      },
    ];
  }),
];

/** Other tools' names of a signal's variable. */
const ALIASES: Readonly<Record<string, string>> = {
  OTEL_EXPORTER_OTLP_TRACES_ENDPOINT: 'OTEL_TRACES_ENDPOINT',
  OTEL_EXPORTER_OTLP_TRACES_INSECURE: 'OTEL_EXPORTER_OTLP_SPAN_INSECURE',
  OTEL_EXPORTER_OTLP_METRICS_INSECURE: 'OTEL_EXPORTER_OTLP_METRIC_INSECURE',
};

const namesOf = (name: string) => [name, ALIASES[name]].filter((one) => one !== undefined);

function rowsOf(signal: Signal): readonly Row[] {
  return [
    ...namesOf(own(signal, 'ENDPOINT')).map((name): Row => ({
      of: [name],
      effect: 'that signal goes there over gRPC',
      env: ({ grpcUrl }) => ({ ...only(signal), [name]: grpcUrl }),
      endpoint: false,
      check: ({ receiver }) => expect(signals(receiver)).toEqual([signal]),
    })),
    {
      of: ['PROTOCOL', 'ENDPOINT', 'COMPRESSION', 'HEADERS'].map((setting) => own(signal, setting)),
      effect:
        'that signal goes over HTTP to the URL as it stands, compressed, with its headers; the others stay as they were',
      env: ({ httpUrl }) => ({
        [own(signal, 'PROTOCOL')]: 'http/json',
        [own(signal, 'ENDPOINT')]: `${httpUrl}/v1/${signal}`,
        [own(signal, 'COMPRESSION')]: 'gzip',
        [own(signal, 'HEADERS')]: 'x-own=a%3Db',
      }),
      check: ({ receiver }) => {
        expect(signals(receiver)).toEqual(ALL);
        const ways = Object.fromEntries(
          receiver.requests().map((request) => [request.signal, request.protocol]),
        );
        expect(ways).toEqual({ traces: 'grpc', metrics: 'grpc', logs: 'grpc', [signal]: 'http/json' });
        expect(header(receiver, 'content-encoding')[signal]).toBe('gzip');
        expect(header(receiver, 'x-own')).toEqual({
          traces: undefined,
          metrics: undefined,
          logs: undefined,
          [signal]: 'a=b',
        });
      },
    },
    {
      of: [own(signal, 'TIMEOUT')],
      effect: '500: only that signal is sent again to a receiver that does not answer',
      env: { ...SOON, [own(signal, 'TIMEOUT')]: '500' },
      steps: ['chat', 'wait:3000'],
      fault: { kind: 'hang' },
      check: ({ receiver }) => {
        const counts = Object.fromEntries(SIGNALS.map((one) => [one, requestCount(receiver, one) > 1]));
        expect(counts).toEqual({ traces: false, metrics: false, logs: false, [signal]: true });
      },
    },
    ...[own(signal, 'INSECURE')].flatMap(namesOf).map((name): Row => ({
      of: [name],
      effect: 'true: that signal’s endpoint without a scheme is plain text',
      env: ({ grpcHost }) => ({ ...only(signal), [name]: 'true', [own(signal, 'ENDPOINT')]: grpcHost }),
      endpoint: false,
      check: ({ receiver }) => expect(signals(receiver)).toEqual([signal]),
    })),
    {
      of: ['CERTIFICATE', 'CLIENT_KEY', 'CLIENT_CERTIFICATE'].map((setting) => own(signal, setting)),
      effect: 'that signal reaches a receiver that asks for a client certificate',
      env: ({ keyFile, certificateFile }) => ({
        ...only(signal),
        [own(signal, 'CERTIFICATE')]: certificateFile,
        [own(signal, 'CLIENT_KEY')]: keyFile,
        [own(signal, 'CLIENT_CERTIFICATE')]: certificateFile,
      }),
      tls: 'mutual',
      check: ({ receiver }) => expect(signals(receiver)).toEqual([signal]),
    },
  ];
}

/** OTEL_EXPORTER_OTLP_*. */
export const OTLP_ROWS: readonly Row[] = [...general, ...SIGNALS.flatMap(rowsOf)];
