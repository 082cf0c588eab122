// What the flags of genai-instrument mean: each stands for a variable of the table.
import { describe, expect, test } from '@jest/globals';
import { helpText, parseCli } from '../../agent/cli-arguments.ts';

const TABLE = [
  'OTEL_SERVICE_NAME',
  'OTEL_TRACES_EXPORTER',
  'OTEL_ENABLED',
  'GENAI_ENABLED',
  'GENAI_SEMCONV',
  'GENAI_ENV_FILE',
].map((name) => ({ name, meaning: `About ${name}.` }));

const run = { kind: 'run', command: 'node', args: ['app.js'] };

describe('flags', () => {
  test.each([
    [['--service-name', 'poems'], { OTEL_SERVICE_NAME: 'poems' }],
    [['--service-name=a=b'], { OTEL_SERVICE_NAME: 'a=b' }],
    [['--semconv', 'litellm'], { GENAI_SEMCONV: 'litellm' }],
    [['--enabled', 'false'], { GENAI_ENABLED: 'false' }],
    [['--otel-enabled', 'false'], { OTEL_ENABLED: 'false' }],
    [['--genai-semconv', 'openlit'], { GENAI_SEMCONV: 'openlit' }],
    [['--service-name=', '--traces-exporter=none'], { OTEL_SERVICE_NAME: '', OTEL_TRACES_EXPORTER: 'none' }],
    [['--service-name', '-x'], { OTEL_SERVICE_NAME: '-x' }],
    [['--service-name', 'x', '--'], { OTEL_SERVICE_NAME: 'x' }],
  ])('%j sets %j', (flags, variables) => {
    expect(parseCli([...flags, 'node', 'app.js'], TABLE)).toEqual({ ...run, variables });
  });

  test('end at the command: what follows belongs to it', () => {
    const argv = ['node', '--import', 'tsx', 'app.ts', '--service-name', 'x', '--help'];
    expect(parseCli(argv, TABLE)).toEqual({
      kind: 'run',
      command: 'node',
      args: argv.slice(1),
      variables: {},
    });
  });

  test('--env-file is not a variable of the command', () => {
    const expected = { ...run, variables: {}, envFile: 'prod.env' };
    expect(parseCli(['--env-file', 'prod.env', 'node', 'app.js'], TABLE)).toEqual(expected);
  });

  test.each([
    [['--sevice-name', 'x', 'node'], 'unknown flag --sevice-name: did you mean --service-name?'],
    [['--zzz', 'node'], 'unknown flag --zzz: --help lists the flags'],
    [['--semconv'], '--semconv needs a value (--semconv=<value> where it begins with --)'],
    [['--semconv', '--enabled'], '--semconv needs a value (--semconv=<value> where it begins with --)'],
    [['--semconv', 'x'], 'no command to run. Usage: genai-instrument [--flag value] node app.js'],
  ])('%j is refused', (argv, message) => {
    expect(parseCli(argv, TABLE)).toEqual({ kind: 'error', message });
  });
});

test('--help names the short flag of each variable, and the long one where the short means another', () => {
  const text = helpText(TABLE);
  expect(text).toContain('--service-name <value>\n      OTEL_SERVICE_NAME: About OTEL_SERVICE_NAME.');
  expect(text).toContain('--enabled <value>\n      GENAI_ENABLED');
  expect(text).toContain('--otel-enabled <value>\n      OTEL_ENABLED');
  expect(text.match(/--env-file/g)).toHaveLength(1);
});
