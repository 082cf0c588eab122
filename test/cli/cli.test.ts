// genai-instrument as a process: the command behaves as without it, plus the preload and the variables of the flags.
import { realpathSync } from 'node:fs';
import { delimiter, dirname } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { canBecome } from '../../agent/cli-command.ts';
import { runApp, startApp, type AppResult } from '../support/run-app.ts';
import { packCli, type PackedCli } from './packed-cli.ts';

let packed: PackedCli;
let app: string;
/** An executable that is no Node: the command starts it and waits. */
let launcher: string;
beforeAll(async () => {
  packed = await packCli();
  const name = 'my app.js';
  app = packed.write(
    name,
    `const { PROBE, ...env } = process.env;
    if (PROBE === 'exit') process.exit(7);
    if (PROBE === 'kill') process.kill(process.pid, 'SIGKILL');
    if (PROBE === 'wait') { setInterval(() => undefined, 1e4); process.stdout.write('ready'); }
    if (PROBE === 'handle') {
      for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP', 'SIGQUIT', 'SIGUSR1', 'SIGUSR2'])
        process.on(signal, () => { process.stdout.write(signal); process.exit(9); });
      setInterval(() => undefined, 1e4);
      process.stdout.write('ready');
    }
    if (PROBE === undefined) {
      let input = '';
      process.stdin.on('data', (text) => (input += text)).on('end', () => {
        const { preloaded } = globalThis;
        const { pid, ppid, argv, execArgv } = process;
        const limit = Error.stackTraceLimit;
        process.stderr.write('to stderr');
        process.stdout.write(JSON.stringify({ preloaded, pid, ppid, argv: argv.slice(2), execArgv, env, input, limit }));
      });
    }`,
  );
  launcher = packed.write('launch it', `#!/bin/sh\n"$@"\ncode=$?\nexit $code\n`, 0o755);
});
afterAll(() => packed.remove());

interface Seen {
  readonly preloaded?: number;
  readonly pid: number;
  readonly argv: readonly string[];
  readonly env: Readonly<Record<string, string>>;
  readonly input: string;
  readonly limit: number;
}

const cli = (args: readonly string[], env: Record<string, string> = {}, stdin = ''): Promise<AppResult> =>
  runApp({ args: [packed.cli, ...args], env: { PATH: nodePath(), ...env }, cwd: packed.folder, stdin });

function nodePath(): string {
  return `${dirname(realpathSync(process.execPath))}${delimiter}${process.env['PATH']}`;
}

function seen({ stdout, stderr }: AppResult): Seen {
  expect(stderr).toBe('to stderr');
  return JSON.parse(stdout);
}

describe.each([
  ['node itself', () => ['node', app]],
  ['a program that starts node', () => [launcher, 'node', app]],
])('with %s', (_, command) => {
  test('the preload runs, once, from a folder with spaces and quotes in its name', async () => {
    expect(seen(await cli(command())).preloaded).toBe(1);
  });

  test('arguments, stdin, stdout and stderr pass through', async () => {
    const { argv, input } = seen(await cli([...command(), 'a b', '--semconv', '"'], {}, 'line\n'));
    expect({ argv, input }).toEqual({ argv: ['a b', '--semconv', '"'], input: 'line\n' });
  });

  test('flags win over the environment, and the environment over the file', async () => {
    packed.write(
      'prod.env',
      'OTEL_SERVICE_NAME=file\nOTEL_TRACES_EXPORTER=file\nOPENAI_API_KEY="sk # x"\nGREETING=hi\n',
    );
    const flags = ['--env-file', 'prod.env', '--service-name', 'flag'];
    const environment = { OTEL_SERVICE_NAME: 'environment', OTEL_TRACES_EXPORTER: 'environment' };
    expect(seen(await cli([...flags, ...command()], environment)).env).toMatchObject({
      OTEL_SERVICE_NAME: 'flag',
      OTEL_TRACES_EXPORTER: 'environment',
      OPENAI_API_KEY: 'sk # x',
      GREETING: 'hi',
      GENAI_ENV_FILE: 'off',
    });
  });

  test('NODE_OPTIONS that were set stay', async () => {
    const { preloaded, limit } = seen(await cli(command(), { NODE_OPTIONS: '--stack-trace-limit=7' }));
    expect({ preloaded, limit }).toEqual({ preloaded: 1, limit: 7 });
  });

  test('nothing else in the environment changes', async () => {
    const { env } = seen(await cli(command()));
    const names = Object.keys(env).filter((name) => !['PWD', 'OLDPWD', 'SHLVL', '_'].includes(name));
    expect(names.sort()).toEqual(['HOME', 'NODE_OPTIONS', 'PATH', 'TMPDIR'].filter((name) => name in env));
  });

  test('the exit code is that of the command', async () => {
    expect(await cli(command(), { PROBE: 'exit' })).toMatchObject({ code: 7, signal: null });
  });
});

test('inside another genai-instrument the preload still runs once', async () => {
  expect(seen(await cli(['node', packed.cli, 'node', app])).preloaded).toBe(1);
});

describe('signals', () => {
  test.each(['SIGTERM', 'SIGINT', 'SIGHUP', 'SIGQUIT', 'SIGUSR1', 'SIGUSR2'] as const)(
    '%s reaches a command that is not Node, and its exit code comes back',
    async (signal) => {
      // `exec` keeps the PID that the command started, which is what gets the signal.
      const args = [packed.cli, 'sh', '-c', 'exec node "$0"', app];
      const { child, printed, result } = startApp({ args, env: { PATH: nodePath(), PROBE: 'handle' } });
      await printed('ready');
      child.kill(signal);
      expect(await result).toMatchObject({ stdout: `ready${signal}`, code: 9, signal: null });
    },
  );

  test('a signal that ends the command ends genai-instrument by the same signal', async () => {
    const args = [packed.cli, 'sh', '-c', 'exec node "$0"', app];
    const { child, printed, result } = startApp({ args, env: { PATH: nodePath(), PROBE: 'wait' } });
    await printed('ready');
    child.kill('SIGTERM');
    expect(await result).toMatchObject({ code: null, signal: 'SIGTERM' });
    const killed = await cli(['sh', '-c', 'exec node "$0"', app], { PROBE: 'kill' });
    expect(killed).toMatchObject({ code: null, signal: 'SIGKILL' });
  });

  const onLinux = process.platform === 'linux' ? test : test.skip;
  onLinux('a command that is not Node starts with no signal ignored', async () => {
    const { stdout } = await cli(['grep', 'SigIgn', '/proc/self/status']);
    expect(stdout).toBe('SigIgn:\t0000000000000000\n');
  });
});

describe('becoming the command', () => {
  test('node takes the place of genai-instrument: same PID, no second process', async () => {
    const { child, result } = startApp({ args: [packed.cli, 'node', app], env: { PATH: nodePath() } });
    expect(seen(await result).pid).toBe(child.pid);
  });

  test('without a word on stderr', async () => {
    expect((await cli(['node', '-e', '0'])).stderr).toBe('');
  });

  test('only for what the kernel can load as Node, and never as PID 1', () => {
    const node = realpathSync(process.execPath);
    const script = packed.write('npm', `#!/usr/bin/env node\n`, 0o755);
    const text = packed.write('node', 'no program at all', 0o755);
    const lost = packed.write('lost', '#!/no/such/bin/node\n', 0o755);
    expect([node, script].map((path) => canBecome(path, 2))).toEqual([true, true]);
    expect([text, lost, launcher].map((path) => canBecome(path, 2))).toEqual([false, false, false]);
    expect(canBecome(node, 1)).toBe(false);
  });
});

describe('what cannot run', () => {
  test.each([
    ['a name that is not on PATH', () => ['no-such-command'], 127, 'command not found: no-such-command'],
    ['a path that is not there', () => ['./nowhere'], 127, 'command not found: ./nowhere'],
    ['a file without permission', () => ['./package.json'], 126, 'not executable: ./package.json'],
    ['a folder', () => ['./dist'], 126, 'not executable: ./dist'],
    [
      'an unknown flag',
      () => ['--semcomv', 'x', 'node'],
      2,
      'unknown flag --semcomv: did you mean --semconv?',
    ],
  ])('%s', async (_, args, code, message) => {
    expect(await cli(args())).toMatchObject({ code, stdout: '', stderr: `genai-instrument: ${message}\n` });
  });

  test('an env file that is not there', async () => {
    const { code, stderr } = await cli(['--env-file', 'no.env', 'node', app]);
    // Some versions of Node read --env-file even after the script, and refuse first with their own code.
    expect([2, 9]).toContain(code);
    expect(stderr).toMatch(/^[^\n]*no\.env[^\n]*\n$/);
  });
});

test('--version and --help print and end well', async () => {
  expect(await cli(['--version'])).toMatchObject({
    code: 0,
    stdout: expect.stringMatching(/^\d+\.\d+\.\d+/),
  });
  expect(await cli(['--help'])).toMatchObject({
    code: 0,
    stdout: expect.stringContaining('--service-name <value>'),
  });
});
