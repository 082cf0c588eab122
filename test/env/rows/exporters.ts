// Rows: which exporters run, and what turns the agent off.
import { expect } from '@jest/globals';
import type { Row } from '../row.ts';
import { metric, signals, spanNames } from '../seen.ts';

const SIGNALS = {
  OTEL_TRACES_EXPORTER: 'traces',
  OTEL_METRICS_EXPORTER: 'metrics',
  OTEL_LOGS_EXPORTER: 'logs',
} as const;

/** Text by which the console exporters show a signal. */
const ON_STDOUT = {
  traces: "name: 'chat model'",
  metrics: "name: 'gen_ai.client.operation.duration'",
  logs: "eventName: 'gen_ai",
} as const;

const without = (signal: string) => ['logs', 'metrics', 'traces'].filter((other) => other !== signal);

const EACH: readonly Row[] = Object.entries(SIGNALS).flatMap(([name, signal]): Row[] => [
  {
    of: [name],
    effect: 'none: that signal is not sent, the others are',
    env: { [name]: 'none' },
    check: ({ receiver, lines }) => {
      expect(signals(receiver)).toEqual(without(signal));
      expect(lines).toEqual([]);
    },
  },
  {
    of: [name],
    effect: 'console: printed instead of sent',
    env: { [name]: 'console' },
    steps: ['chat', 'wait:300'],
    check: ({ receiver, stdout }) => {
      expect(signals(receiver)).toEqual(without(signal));
      expect(stdout).toContain(ON_STDOUT[signal]);
    },
  },
  {
    of: [name],
    effect: 'otlp,console: both',
    env: { [name]: 'otlp,console' },
    check: ({ receiver, stdout }) => {
      expect(signals(receiver)).toEqual(['logs', 'metrics', 'traces']);
      expect(stdout).toContain(ON_STDOUT[signal]);
    },
  },
]);

const OFF: readonly Row[] = [
  ['GENAI_ENABLED', 'false'],
  ['GENAI_ENABLED', 'off'],
  ['OTEL_SDK_DISABLED', 'true'],
].map(([name = '', value = '']) => ({
  of: [name],
  effect: `${value}: no request, no line, no thread`,
  env: { [name]: value, OTEL_TRACES_SAMPLER: 'nonsense' },
  check: ({ receiver, stderr }) => {
    expect(receiver.requests()).toEqual([]);
    expect(stderr).toBe('');
  },
}));

/** Exporters and the switches of the whole agent. */
export const EXPORTER_ROWS: readonly Row[] = [
  ...EACH,
  ...OFF,
  {
    of: ['OTEL_EXPORTER'],
    effect: 'console: all three signals are printed, none is sent',
    env: { OTEL_EXPORTER: 'console' },
    check: ({ receiver, stdout }) => {
      expect(receiver.requests()).toEqual([]);
      for (const text of Object.values(ON_STDOUT)) expect(stdout).toContain(text);
    },
  },
  {
    of: ['OTEL_EXPORTER'],
    effect: 'otlp_http: LiteLLM’s word for http/protobuf',
    env: ({ httpUrl }) => ({ OTEL_EXPORTER: 'otlp_http', OTEL_EXPORTER_OTLP_ENDPOINT: httpUrl }),
    check: ({ receiver }) =>
      expect(new Set(receiver.requests().map(({ protocol }) => protocol))).toEqual(
        new Set(['http/protobuf']),
      ),
  },
  {
    of: ['OTEL_METRICS_EXPORTER', 'OTEL_EXPORTER_PROMETHEUS_PORT'],
    effect: 'prometheus: metrics are scraped at that port, not sent',
    env: ({ freePort }) => ({
      OTEL_METRICS_EXPORTER: 'prometheus',
      OTEL_EXPORTER_PROMETHEUS_PORT: String(freePort),
    }),
    steps: ({ freePort }) => ['chat', 'wait:500', `scrape:http://localhost:${freePort}/metrics`],
    check: ({ receiver, stdout }) => {
      expect(signals(receiver)).toEqual(['logs', 'traces']);
      expect(stdout).toMatch(
        /^gen_ai_client_operation_duration\w*_count\{.*gen_ai_request_model="model".*\} 1/m,
      );
    },
  },
  {
    of: ['OTEL_EXPORTER_PROMETHEUS_HOST'],
    effect: 'an address this machine does not have: one line names it',
    // 203.0.113.0/24 is for documentation (RFC 5737).
    env: {
      OTEL_METRICS_EXPORTER: 'prometheus',
      OTEL_EXPORTER_PROMETHEUS_PORT: '9999',
      OTEL_EXPORTER_PROMETHEUS_HOST: '203.0.113.7',
    },
    steps: ['chat', 'wait:500'],
    check: ({ lines }) => {
      const named = lines.filter((line) => line.includes('GENAI_W306') && line.includes('203.0.113.7:9999'));
      expect(named).toHaveLength(1);
    },
  },
  {
    of: ['GENAI_SDK'],
    effect: 'auto: an SDK the app has registered is used, ours is not',
    env: {},
    steps: ['register', 'chat'],
    check: ({ receiver }) => expect(spanNames(receiver)).toEqual([]),
  },
  {
    of: ['GENAI_SDK'],
    effect: 'own: ours is used although the app has one',
    env: { GENAI_SDK: 'own' },
    steps: ['register', 'chat'],
    check: ({ receiver }) => expect(spanNames(receiver)).toEqual(['chat model']),
  },
  {
    of: ['GENAI_SDK'],
    effect: 'app: without an SDK of the app nothing is sent and a line says so',
    env: { GENAI_SDK: 'app' },
    check: ({ receiver, lines }) => {
      expect(receiver.requests()).toEqual([]);
      expect(lines).toHaveLength(1);
      expect(lines[0]).toContain('GENAI_SDK=app');
    },
  },
  {
    of: ['GENAI_INSTRUMENTATIONS'],
    effect: 'ollama: the openai client is left alone',
    env: { GENAI_INSTRUMENTATIONS: 'ollama' },
    check: ({ receiver }) => expect(receiver.requests()).toEqual([]),
  },
  {
    of: ['GENAI_INSTRUMENTATIONS'],
    effect: 'openai,ollama: the openai client is instrumented',
    env: { GENAI_INSTRUMENTATIONS: 'openai,ollama' },
    check: ({ receiver }) => expect(spanNames(receiver)).toEqual(['chat model']),
  },
  ...['GENAI_DISABLED_INSTRUMENTATIONS', 'OPENLIT_DISABLED_INSTRUMENTORS'].map((name): Row => ({
    of: [name],
    effect: 'openai: the openai client is left alone',
    env: { [name]: 'openai' },
    check: ({ receiver }) => expect(receiver.requests()).toEqual([]),
  })),
  {
    of: ['OTEL_LOG_LEVEL'],
    effect: 'none: not even bad values are told',
    env: { OTEL_LOG_LEVEL: 'none', OTEL_TRACES_SAMPLER: 'nonsense' },
    check: ({ stderr }) => expect(stderr).toBe(''),
  },
  ...[
    ['OTEL_LOG_LEVEL', 'debug'],
    ['OTEL_DEBUG', 'true'],
    ['DEBUG_OTEL', 'true'],
  ].map(([name = '', value = '']): Row => ({
    of: [name],
    effect: `${value}: tells which files are hooked; by default it does not`,
    env: { [name]: value },
    check: ({ lines, receiver }) => {
      expect(lines.some((line) => line.includes('hooked') && line.includes('openai@7'))).toBe(true);
      expect(metric(receiver, 'gen_ai.client.operation.duration')).toHaveLength(1);
    },
  })),
];
