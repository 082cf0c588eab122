// The Docker image without Docker: what its Dockerfile says is done by hand, and the entry point runs as PID 1.
import { execFileSync } from 'node:child_process';
import {
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  realpathSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { startReceiver } from '../support/receiver/receiver.ts';
import { ROOT, runApp } from '../support/run-app.ts';
import { noPidNamespace } from './packed-cli.ts';

const dockerfile = readFileSync(join(ROOT, 'deploy/docker/Dockerfile'), 'utf8');
const instruction = (name: string): string => new RegExp(`^${name} (.+)$`, 'm').exec(dockerfile)?.[1] ?? '';
const reason = noPidNamespace();
if (reason !== undefined) process.stderr.write(`Docker tests skipped: ${reason}\n`);

const APP = `import OpenAI from 'openai';
const answer = { id: 'chatcmpl-1', object: 'chat.completion', created: 1, model: 'gpt-4o-mini',
  choices: [{ index: 0, finish_reason: 'stop', message: { role: 'assistant', content: 'Hi' } }],
  usage: { prompt_tokens: 3, completion_tokens: 1, total_tokens: 4 } };
const openai = new OpenAI({ apiKey: 'x', fetch: async () => Response.json(answer) });
const completion = await openai.chat.completions.create({ model: 'gpt-4o-mini', messages: [{ role: 'user', content: 'Hello' }] });
process.stdout.write(completion.choices[0].message.content + ' ' + process.ppid);
process.exit(3);`;

(reason === undefined ? describe : describe.skip)('the image', () => {
  const image = mkdtempSync(join(tmpdir(), 'genai image '));
  const nodePath = dirname(realpathSync(process.execPath));
  const path = `${join(image, 'bin')}:${nodePath}:${process.env['PATH']}`;
  const app = join(image, 'app');
  const cache = join(image, 'cache');
  beforeAll(() => {
    const npm = (...args: string[]): string =>
      execFileSync('npm', [...args, '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error'], {
        cwd: ROOT,
        encoding: 'utf8',
        env: { ...process.env, PATH: path },
      });
    npm('pack', '--pack-destination', image);
    const [tarball = ''] = readdirSync(image).filter((name) => name.endsWith('.tgz'));
    npm('install', '--global', '--omit=dev', '--prefer-offline', '--prefix', image, join(image, tarball));
    mkdirSync(join(app, 'node_modules'), { recursive: true });
    writeFileSync(join(app, 'app.js'), APP);
    writeFileSync(join(app, 'package.json'), '{ "type": "module" }');
    execFileSync('cp', ['-r', join(ROOT, 'node_modules/openai'), join(app, 'node_modules/openai')]);
  }, 120_000);
  afterAll(() => rmSync(image, { recursive: true }));

  test('the entry point runs the default command as PID 1 and exports over gRPC before it ends', async () => {
    const [entrypoint = ''] = JSON.parse(instruction('ENTRYPOINT'));
    const receiver = await startReceiver();
    const result = await runApp({
      node: 'unshare',
      args: [
        '--fork',
        '--pid',
        '--mount-proc',
        join(image, 'bin', entrypoint),
        ...JSON.parse(instruction('CMD')),
      ],
      cwd: app,
      env: { PATH: path, NODE_COMPILE_CACHE: cache, OTEL_EXPORTER_OTLP_ENDPOINT: receiver.grpcUrl },
    });
    await receiver.close();
    expect(result).toMatchObject({ code: 3, stdout: 'Hi 1', stderr: '' });
    expect(receiver.spans().map(({ name }) => name)).toEqual(['chat gpt-4o-mini']);
    expect(receiver.logs()).toHaveLength(1);
    expect(receiver.metrics().map(({ temporality }) => temporality)).toContain('delta');
  });

  test('the compile cache is on', () => {
    expect(instruction('ENV')).toMatch(/^NODE_COMPILE_CACHE=\//);
    expect(readdirSync(cache)).not.toEqual([]);
  });
});
