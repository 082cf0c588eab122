// The text of complaints: what a person reads, and what must never be in it.
import { describe, expect, test } from '@jest/globals';
import { nearest } from '../../env-config/nearest.ts';
import { readConfig } from '../../env-config/read.ts';
import { variables } from '../../env-config/variables.ts';

const read = (env: Record<string, string>) => readConfig(env, '/nonexistent');
const lines = (env: Record<string, string>) =>
  read(env).complaints.map(({ code, message }) => `${code} ${message}`);

test.each<[Record<string, string>, string]>([
  [
    { OTEL_LOG_LEVEL: 'wran' },
    'GENAI_W001 OTEL_LOG_LEVEL="wran" is not accepted; accepted: warn, none, error, info, debug, verbose, all; nearest: warn; using warn',
  ],
  [
    { OTEL_EXPORTER_OTLP_METRICS_TEMPORALITY_PREFERENCE: 'detla' },
    'GENAI_W001 OTEL_EXPORTER_OTLP_METRICS_TEMPORALITY_PREFERENCE="detla" is not accepted; accepted: delta, cumulative, lowmemory; nearest: delta; using delta',
  ],
  [
    { OTEL_SDK_DISABLED: '1' },
    'GENAI_W001 OTEL_SDK_DISABLED="1" is not accepted; accepted: true, false; using false',
  ],
  [
    { GENAI_CAPTURE_CONTEN: 'secret' },
    'GENAI_W002 GENAI_CAPTURE_CONTEN is not a variable of this agent; nearest: GENAI_CAPTURE_CONTENT; ignored',
  ],
  [{ GENAI_XYZZY_PLUGH: '1' }, 'GENAI_W002 GENAI_XYZZY_PLUGH is not a variable of this agent; ignored'],
  [
    { OTEL_CONFIG_FILE: '/nonexistent.yaml' },
    'GENAI_W003 OTEL_CONFIG_FILE="/nonexistent.yaml" is not a file; accepted: the path of a file; using none',
  ],
  [
    { GENAI_PROFILE: 'litellm' },
    'GENAI_W005 GENAI_PROFILE="litellm" is not available in this version; ignored',
  ],
  [
    { OTEL_TRACES_EXPORTER: 'otlp,zipkin' },
    'GENAI_W006 OTEL_TRACES_EXPORTER="zipkin" is not accepted in the list; accepted: a comma list of otlp, console, none; using the other entries',
  ],
  [
    { OTEL_METRIC_EXPORT_INTERVAL: '1000', OTEL_METRIC_EXPORT_TIMEOUT: '1001' },
    'GENAI_W007 OTEL_METRIC_EXPORT_TIMEOUT="1001" is more than OTEL_METRIC_EXPORT_INTERVAL allows; using 1000',
  ],
  [
    { OTEL_PROPAGATORS: 'b3,none' },
    'GENAI_W008 OTEL_PROPAGATORS="b3,none" has none beside other words; accepted: a comma list of tracecontext, baggage, b3, b3multi, jaeger, xray, ottrace, none; using none',
  ],
  [
    { OTEL_EXPORTER_OTLP_LOGS_PROTOCOL: 'grcp' },
    'GENAI_W001 OTEL_EXPORTER_OTLP_LOGS_PROTOCOL="grcp" is not accepted; accepted: grpc, http/protobuf, http/json (also otlp_grpc, otlp_http); nearest: grpc; using what OTEL_EXPORTER_OTLP_PROTOCOL says',
  ],
])('%j', (env, line) => {
  expect(lines(env)).toEqual([line]);
});

test('a complaint names the variable as it was written', () => {
  expect(lines({ OTEL_INSTRUMENTATION_GENAI_CAPTURE_MESSAGE_CONTENT: 'NO_CONTNET' })[0]).toMatch(
    /^GENAI_W001 OTEL_INSTRUMENTATION_GENAI_CAPTURE_MESSAGE_CONTENT="NO_CONTNET".*nearest: no_content; using none$/,
  );
});

test('a value cannot break or flood the line', () => {
  const [line = ''] = lines({ OTEL_LOG_LEVEL: `a\n\u001b[2J${'x'.repeat(5000)}` });
  expect(line).not.toMatch(/[\n\u001b]/);
  expect(line.length).toBeLessThan(300);
});

describe('sensitive values', () => {
  test('headers, client keys and their aliases are the sensitive variables', () => {
    const sensitive = variables().filter((row) => row.sensitive);
    expect(sensitive.map(({ name }) => name).sort()).toEqual(
      ['', 'TRACES_', 'METRICS_', 'LOGS_']
        .flatMap((signal) => [
          `OTEL_EXPORTER_OTLP_${signal}HEADERS`,
          `OTEL_EXPORTER_OTLP_${signal}CLIENT_KEY`,
        ])
        .sort(),
    );
  });

  const names = variables()
    .filter((row) => row.sensitive)
    .flatMap((row) => [row.name, ...(row.aliases ?? [])]);
  test.each(names)('of %s never appear in a complaint', (name) => {
    for (const value of ['hunter2', 'ok=1,hunter2', 'x=1,hunter2 y=2', '-----BEGIN hunter2']) {
      const found = lines({ [name]: value });
      expect(found).toHaveLength(1);
      expect(found[0]).toContain(`${name} (value not shown)`);
      expect(found[0]).not.toContain('hunter2');
    }
  });

  test.each(['ftp://user:hunter2@c:1', 'http://c:99999/?key=hunter2'])(
    'in the URL %s do not appear',
    (url) => {
      expect(lines({ OTEL_EXPORTER_OTLP_ENDPOINT: url }).join()).not.toContain('hunter2');
    },
  );

  test('of an unknown GENAI_ variable do not appear', () => {
    expect(lines({ GENAI_API_KEY: 'hunter2' }).join()).not.toContain('hunter2');
  });
});

test.each([
  ['wran', 'warn'],
  ['WARN', 'warn'],
  ['warnn', 'warn'],
  ['xyzzy', undefined],
  ['', undefined],
])('the nearest of warn, none and error to %j is %s', (word, expected) => {
  expect(nearest(word, ['warn', 'none', 'error'])).toBe(expected);
});
