// Rules that join several variables: signals over the general ones, endpoints over HTTP, clamps, frozen results.
import { execFileSync } from 'node:child_process';
import { describe, expect, test } from '@jest/globals';
import { readConfig } from '../../env-config/read.ts';

const read = (env: Record<string, string>) => readConfig(env, '/nonexistent');

describe('HTTP endpoints', () => {
  const http = { OTEL_EXPORTER_OTLP_PROTOCOL: 'http/protobuf' };
  const endpoints = (env: Record<string, string>) => {
    const { traces, metrics, logs } = read({ ...http, ...env }).config;
    return [traces, metrics, logs].map(({ otlp }) => otlp.endpoint);
  };

  test('are on port 4318 by default', () => {
    expect(endpoints({})).toEqual(
      ['traces', 'metrics', 'logs'].map((signal) => `http://localhost:4318/v1/${signal}`),
    );
  });

  test.each([
    ['http://c:4318', 'http://c:4318/v1/logs'],
    ['http://c:4318/', 'http://c:4318/v1/logs'],
    ['https://c/api/public/otel', 'https://c/api/public/otel/v1/logs'],
    ['https://c/otel/?k=v', 'https://c/otel/v1/logs?k=v'],
  ])('%s is a base', (base, expected) => {
    expect(endpoints({ OTEL_EXPORTER_OTLP_ENDPOINT: base })[2]).toBe(expected);
  });

  test('of a signal are verbatim and leave the others alone', () => {
    expect(
      endpoints({
        OTEL_EXPORTER_OTLP_ENDPOINT: 'http://a',
        OTEL_EXPORTER_OTLP_TRACES_ENDPOINT: 'http://b/x/',
      }),
    ).toEqual(['http://b/x/', 'http://a/v1/metrics', 'http://a/v1/logs']);
  });

  test('of LiteLLM replace another signal’s path', () => {
    expect(endpoints({ OTEL_ENDPOINT: 'http://a/v1/traces' })[1]).toBe('http://a/v1/metrics');
    expect(endpoints({ OTEL_EXPORTER_OTLP_ENDPOINT: 'http://a/v1/traces' })[1]).toBe(
      'http://a/v1/traces/v1/metrics',
    );
  });

  test.each(['c:4318', 'unix:///run/otel.sock'])(
    'cannot be %s: one line for all signals, and the default',
    (text) => {
      const result = read({ ...http, OTEL_EXPORTER_OTLP_ENDPOINT: text });
      expect(result.complaints).toHaveLength(1);
      expect(result.config.traces.otlp).toMatchObject({
        endpoint: 'http://localhost:4318/v1/traces',
        endpointIsSet: false,
      });
    },
  );
});

test('a signal’s protocol may differ, and LiteLLM’s OTEL_EXPORTER counts last', () => {
  const { traces, metrics, logs } = read({
    OTEL_EXPORTER: 'otlp_grpc',
    OTEL_EXPORTER_OTLP_PROTOCOL: 'http/json',
    OTEL_EXPORTER_OTLP_METRICS_PROTOCOL: 'grpc',
  }).config;
  expect([traces.otlp.protocol, metrics.otlp.protocol, logs.otlp.protocol]).toEqual([
    'http/json',
    'grpc',
    'http/json',
  ]);
});

test('a signal’s headers replace the general ones', () => {
  const { traces, logs } = read({
    OTEL_EXPORTER_OTLP_HEADERS: 'a=1',
    OTEL_EXPORTER_OTLP_TRACES_HEADERS: 'b=2',
  }).config;
  expect(traces.otlp.headers).toEqual({ b: '2' });
  expect(logs.otlp.headers).toEqual({ a: '1' });
});

test('a bad value of a signal falls back to the general one', () => {
  const result = read({ OTEL_EXPORTER_OTLP_TIMEOUT: '5', OTEL_EXPORTER_OTLP_LOGS_TIMEOUT: 'x' });
  expect(result.config.logs.otlp.timeoutMs).toBe(5);
});

test('good entries of headers survive a bad one', () => {
  const result = read({ OTEL_EXPORTER_OTLP_HEADERS: 'a=1,bad' });
  expect(result.config.logs.otlp.headers).toEqual({ a: '1' });
  expect(result.complaints.map(({ code }) => code)).toEqual(['GENAI_W006']);
});

test('a default above the number that bounds it is clamped without a word', () => {
  const { config, complaints } = read({
    OTEL_METRIC_EXPORT_INTERVAL: '1000',
    OTEL_BSP_MAX_QUEUE_SIZE: '100',
    OTEL_BLRP_MAX_QUEUE_SIZE: '512',
  });
  expect(config.metricReader.timeoutMs).toBe(1000);
  expect(config.batchSpans.maxExportBatchSize).toBe(100);
  expect(config.batchLogs.maxExportBatchSize).toBe(512);
  expect(complaints).toEqual([]);
});

test('service.name: OTEL_SERVICE_NAME wins over the resource attributes', () => {
  const { config } = read({ OTEL_SERVICE_NAME: 'a', OTEL_RESOURCE_ATTRIBUTES: 'service.name=b' });
  expect(config.serviceName).toBe('a');
});

test('deployment.environment.name: the resource attributes win over OTEL_ENVIRONMENT_NAME', () => {
  const { config } = read({
    OTEL_ENVIRONMENT_NAME: 'a',
    OTEL_RESOURCE_ATTRIBUTES: 'deployment.environment.name=b',
  });
  expect(config.resourceAttributes).toEqual({ 'deployment.environment.name': 'b' });
});

test('OTEL_LOG_LEVEL wins over OTEL_DEBUG', () => {
  expect(read({ OTEL_DEBUG: 'true', OTEL_LOG_LEVEL: 'error' }).config.logLevel).toBe('error');
});

test('none beside other exporters is none', () => {
  expect(read({ OTEL_TRACES_EXPORTER: 'otlp,none' }).config.traces.exporters).toEqual(['none']);
});

test('GENAI_ENABLED and OTEL_SDK_DISABLED each switch off', () => {
  expect(read({ GENAI_ENABLED: 'false', OTEL_SDK_DISABLED: 'false' }).config.enabled).toBe(false);
  expect(read({ GENAI_ENABLED: 'true', OTEL_SDK_DISABLED: 'true' }).config.enabled).toBe(false);
});

test('a pair named __proto__ is a pair', () => {
  const { spanAttributes } = read({ GENAI_SPAN_ATTRIBUTES: '__proto__=x' }).config;
  expect(Object.keys(spanAttributes)).toEqual(['__proto__']);
});

test('the result is frozen all the way down', () => {
  const unfrozen: string[] = [];
  const visit = (value: unknown, path: string): void => {
    if (typeof value !== 'object' || value === null) return;
    if (!Object.isFrozen(value)) unfrozen.push(path);
    for (const [key, child] of Object.entries(value)) visit(child, `${path}.${key}`);
  };
  visit(read({ OTEL_LOG_LEVEL: 'x', OTEL_EXPORTER_OTLP_HEADERS: 'a=b' }), 'result');
  expect(unfrozen).toEqual([]);
});

test('reading twice gives results that share nothing', () => {
  expect(read({}).config).not.toBe(read({}).config);
});

test('a deleted working directory is no reason to fail', () => {
  const script =
    `process.chdir(require('node:fs').mkdtempSync(require('node:path').join(require('node:os').tmpdir(), 'gone-')));` +
    `require('node:fs').rmdirSync(process.cwd());` +
    `import(${JSON.stringify(new URL('../../env-config/read.ts', import.meta.url).href)})` +
    `.then(({ readConfig }) => process.stdout.write(JSON.stringify(readConfig({}).complaints)));`;
  expect(execFileSync(process.execPath, ['--no-warnings', '-e', script], { encoding: 'utf8' })).toBe('[]');
});
