// What the preload does and leaves alone: unsupported Node, switched off, loaded late, twice, newer libraries, other programs.
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { REGISTER_URL, ROOT, runApp } from '../support/run-app.ts';
import { findNode } from './nodes.ts';

const cwd = join(ROOT, 'test/sdks/apps/hook');
const CALLED = 'SPAN chat m\nANSWER hello\n';
const CALLED_UNSEEN = 'ANSWER hello\n';

describe('switched off, nothing is wrapped and nothing is said', () => {
  test.each([
    { env: { GENAI_ENABLED: 'false' } },
    { env: { GENAI_DISABLED_INSTRUMENTATIONS: 'openai' } },
    { env: { GENAI_DISABLED_INSTRUMENTATIONS: 'all' } },
    { env: { GENAI_INSTRUMENTATIONS: 'ollama' } },
  ])('$env', async ({ env }) => {
    const { stdout, stderr, code } = await runApp({ args: ['esm.mjs'], cwd, preload: true, env });
    expect({ stdout, stderr, code }).toEqual({ stdout: CALLED_UNSEEN, stderr: '', code: 0 });
  });
});

test('a library that another preload loaded first is named in one line and left alone', async () => {
  const nodeArgs = ['-r', './loads-openai.cjs', '--import', REGISTER_URL];
  const { stdout, stderr, code } = await runApp({ args: ['cjs.cjs'], nodeArgs, cwd });
  expect(stderr).toMatch(/^\[@x\/agent\] GENAI_W101 .*openai@\d+\.\d+\.\d+.*\n$/);
  expect({ stdout, code }).toEqual({ stdout: CALLED_UNSEEN, code: 0 });
});

test('the preload in NODE_OPTIONS and on the command line instruments once', async () => {
  const env = { NODE_OPTIONS: `--import ${REGISTER_URL}` };
  const { stdout, stderr } = await runApp({ args: ['both-copies.mjs'], cwd, preload: true, env });
  expect({ stdout, stderr }).toEqual({ stdout: CALLED + CALLED, stderr: '' });
});

describe('programs without GenAI are as they were', () => {
  test('an app keeps its output and its exit code', async () => {
    const { stdout, stderr, code } = await runApp({ args: ['plain.mjs'], cwd, preload: true });
    expect({ stdout, stderr, code }).toEqual({ stdout: 'ANSWER plain\n', stderr: '', code: 7 });
  });

  test('npm under NODE_OPTIONS prints what npm prints', async () => {
    const npm = { node: 'npm', args: ['--version'] };
    const [bare, ours] = await Promise.all([
      runApp(npm),
      runApp({ ...npm, env: { NODE_OPTIONS: `--import ${REGISTER_URL}` } }),
    ]);
    expect([ours.stdout, ours.stderr, ours.code]).toEqual([bare.stdout, bare.stderr, 0]);
  });
});

describe('a major of openai that did not exist yet', () => {
  const directory = mkdtempSync(join(tmpdir(), 'newer-major-'));
  const installed = join(directory, 'node_modules/openai');
  beforeAll(() => {
    cpSync(join(ROOT, 'test/sdks/node_modules/openai'), installed, { recursive: true, dereference: true });
    for (const file of ['record.cjs', 'both-copies.mjs']) cpSync(join(cwd, file), join(directory, file));
    const manifest: unknown = JSON.parse(readFileSync(join(installed, 'package.json'), 'utf8'));
    writeFileSync(
      join(installed, 'package.json'),
      JSON.stringify({ ...Object(manifest), version: '99.0.0' }),
    );
  });
  afterAll(() => rmSync(directory, { recursive: true, force: true }));

  test('is hooked by its shape, with one line for the process', async () => {
    const { stdout, stderr } = await runApp({ args: ['both-copies.mjs'], cwd: directory, preload: true });
    expect(stderr).toMatch(/^\[@x\/agent\] GENAI_W102 openai@99\.0\.0 .*\n$/);
    expect(stdout).toBe(CALLED + CALLED);
  });
});

describe('Node 20', () => {
  const node = findNode('node-20');
  const onNode20 = node === undefined ? test.skip : test;
  onNode20.each([
    { app: 'plain.mjs', expected: { stdout: 'ANSWER plain\n', code: 7 } },
    { app: 'esm.mjs', expected: { stdout: CALLED_UNSEEN, code: 0 } },
  ])('runs $app unchanged, with one line', async ({ app, expected }) => {
    const { stdout, stderr, code } = await runApp({
      args: [app],
      cwd,
      preload: true,
      ...(node === undefined ? {} : { node }),
    });
    expect(stderr).toMatch(
      /^\[@x\/agent\] GENAI_E002 needs Node 22\.15 or newer \(this is v20\.[\d.]+\).*\n$/,
    );
    expect({ stdout, code }).toEqual(expected);
  });
});
