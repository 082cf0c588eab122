// genai-instrument as a container's ENTRYPOINT, where it is PID 1: in a PID namespace of its own.
import { realpathSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { startApp, type RunningApp } from '../support/run-app.ts';
import { noPidNamespace, packCli, type PackedCli } from './packed-cli.ts';

const reason = noPidNamespace();
if (reason !== undefined) process.stderr.write(`PID 1 tests skipped: ${reason}\n`);

(reason === undefined ? describe : describe.skip)('as PID 1', () => {
  let packed: PackedCli;
  beforeAll(async () => {
    packed = await packCli();
    packed.write(
      'app.js',
      `const { PROBE } = process.env;
      if (PROBE === 'code') process.exit(7);
      if (PROBE === 'killed') process.kill(process.pid, 'SIGKILL');
      if (PROBE === 'handles') process.on('SIGTERM', () => { process.stdout.write(' bye'); process.exit(5); });
      setInterval(() => undefined, 1e4);
      process.stdout.write(JSON.stringify({ ppid: process.ppid, preloaded: globalThis.preloaded }) + ' ready');`,
    );
  });
  afterAll(() => packed.remove());

  const start = (PROBE: string): RunningApp =>
    startApp({
      node: 'unshare',
      args: ['--fork', '--pid', '--mount-proc', process.execPath, packed.cli, 'node', 'app.js'],
      cwd: packed.folder,
      env: { PROBE, PATH: `${dirname(realpathSync(process.execPath))}:${process.env['PATH']}` },
    });

  /** Sends a signal to the PID 1 of the namespace: the only child of unshare. */
  async function signalInit({ child }: RunningApp, signal: NodeJS.Signals): Promise<void> {
    const children = await readFile(`/proc/${child.pid}/task/${child.pid}/children`, 'utf8');
    process.kill(Number(children.trim()), signal);
  }

  test('the app is its child and has the preload', async () => {
    const running = start('waits');
    await running.printed('ready');
    await signalInit(running, 'SIGTERM');
    expect((await running.result).stdout).toBe('{"ppid":1,"preloaded":1} ready');
  });

  test('the exit code is that of the app', async () => {
    expect(await start('code').result).toMatchObject({ code: 7, signal: null, stderr: '' });
  });

  test('SIGTERM reaches the app, which may end as it likes', async () => {
    const running = start('handles');
    await running.printed('ready');
    await signalInit(running, 'SIGTERM');
    expect(await running.result).toMatchObject({ code: 5, stdout: expect.stringMatching(/ bye$/) });
  });

  test.each([
    ['SIGTERM', 143],
    ['SIGINT', 130],
    ['SIGHUP', 129],
  ] as const)('an app ended by %s gives the exit code %i', async (signal, code) => {
    const running = start('waits');
    await running.printed('ready');
    await signalInit(running, signal);
    expect(await running.result).toMatchObject({ code, signal: null });
  });

  test('an app that is killed gives 137', async () => {
    expect(await start('killed').result).toMatchObject({ code: 137 });
  });
});
