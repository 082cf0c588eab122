// Values that cannot be used: one line each names the variable, the value, what is accepted and the default, and the app runs.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { ROOT, runApp } from '../support/run-app.ts';
import { startProvider } from '../support/provider.ts';
import { startReceiver } from '../support/receiver/receiver.ts';

/** Variable, bad value, a word of what is accepted, the default that counts. */
const BAD = [
  ['GENAI_ENABLED', 'maybe', 'true, false', 'true'],
  ['GENAI_CAPTURE_CONTENT', 'sapn', 'none, span, event, both', 'none'],
  ['GENAI_MAX_CONTENT_BYTES', '-1', 'a whole number', '65536'],
  ['GENAI_SDK', 'theirs', 'auto, own, app', 'auto'],
  ['GENAI_STREAM_USAGE', 'always', 'off, request', 'off'],
  ['GENAI_SHUTDOWN_TIMEOUT_MS', '5s', 'whole milliseconds', '5000'],
  ['GENAI_METRIC_CARDINALITY_LIMIT', '0', 'a whole number', '2000'],
  ['OTEL_SDK_DISABLED', 'yes', 'true, false', 'false'],
  ['OTEL_LOG_LEVEL', 'loud', 'warn, none, error, info, debug', 'warn'],
  ['OTEL_TRACES_SAMPLER', 'sometimes', 'always_on, always_off', 'parentbased_always_on'],
  ['OTEL_TRACES_EXPORTER', 'zipkn', 'otlp, console, none', 'otlp'],
  ['OTEL_METRICS_EXPORTER', 'statsd', 'otlp, console, prometheus, none', 'otlp'],
  ['OTEL_PROPAGATORS', 'b4', 'tracecontext, baggage, b3', 'tracecontext,baggage'],
  ['OTEL_EXPORTER_OTLP_PROTOCOL', 'http', 'grpc, http/protobuf, http/json', 'grpc'],
  ['OTEL_EXPORTER_OTLP_COMPRESSION', 'zip', 'none, gzip', 'none'],
  ['OTEL_EXPORTER_OTLP_TIMEOUT', '10s', 'whole milliseconds', '10000'],
  ['OTEL_EXPORTER_OTLP_METRICS_TEMPORALITY_PREFERENCE', 'detla', 'delta, cumulative, lowmemory', 'delta'],
  [
    'OTEL_EXPORTER_OTLP_METRICS_DEFAULT_HISTOGRAM_AGGREGATION',
    'exponential',
    'base2_exponential',
    'explicit_bucket_histogram',
  ],
  ['OTEL_METRIC_EXPORT_INTERVAL', '1m', 'whole milliseconds', '60000'],
  ['OTEL_METRICS_EXEMPLAR_FILTER', 'all', 'trace_based, always_on, always_off', 'trace_based'],
  ['OTEL_RESOURCE_ATTRIBUTES', 'no pairs', 'key=value', 'none'],
  ['OTEL_BSP_MAX_QUEUE_SIZE', 'many', 'a whole number', '2048'],
  ['OTEL_BLRP_SCHEDULE_DELAY', '1.5', 'whole milliseconds', '1000'],
  ['OTEL_SPAN_EVENT_COUNT_LIMIT', 'x', 'a whole number', '128'],
] as const;

test('each bad value is one line, and the default counts', async () => {
  const [provider, receiver] = await Promise.all([startProvider(), startReceiver()]);
  const cwd = mkdtempSync(join(tmpdir(), 'env-bad-'));
  try {
    const bad = Object.fromEntries(BAD.map(([name, value]) => [name, value]));
    const env = {
      ...bad,
      PROVIDER_URL: `${provider.url}/v1`,
      OTEL_EXPORTER_OTLP_ENDPOINT: receiver.grpcUrl,
      GENAI_CAPTRE: 'x',
      GENAI_GENERAL: 'off',
    };
    const { stderr, code } = await runApp({
      args: [join(ROOT, 'test/sdks/apps/env-app.mjs'), 'chat'],
      cwd,
      env,
      preload: true,
    });
    expect(code).toBe(0);
    const lines = stderr.trimEnd().split('\n');
    expect(lines).toHaveLength(BAD.length + 1);
    for (const [name, value, accepted, fallback] of BAD) {
      const about = lines.filter((line) => line.includes(` ${name}=`));
      expect(about).toHaveLength(1);
      expect(about[0]).toContain(`${name}="${value}" is not accepted; accepted: `);
      expect(about[0]).toContain(accepted);
      expect(about[0]).toMatch(new RegExp(`; using ${fallback.replaceAll(/[.+*]/g, '\\$&')}$`));
    }
    expect(lines.find((line) => line.includes('GENAI_CAPTRE'))).toMatch(
      /GENAI_W002 GENAI_CAPTRE is not a variable of this agent/,
    );
    expect(new Set(receiver.requests().map(({ signal }) => signal)).size).toBe(3);
    expect(receiver.spans()).toHaveLength(1);
  } finally {
    await Promise.all([provider.close(), receiver.close()]);
    rmSync(cwd, { recursive: true, force: true });
  }
});
