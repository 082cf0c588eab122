// The Express example, as ESM and CommonJS: a request is one tree down to the provider, and the answer is the bare app's.
import { copyFileSync, mkdtempSync, readFileSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { expect, test } from '@jest/globals';
import { startProvider } from '../support/provider.ts';
import { ROOT, startApp } from '../support/run-app.ts';
import { buildAgent } from './bundled-agent.ts';
import type { SpanFacts } from './bundled-agent.ts';

/** Runs the example beside the installed SDKs, asks it once, and stops it. */
async function ask(
  file: string,
  nodeArgs: readonly string[],
  url: string,
): Promise<{ answer: string; spans: string }> {
  const folder = mkdtempSync(join(tmpdir(), 'express-'));
  symlinkSync(join(ROOT, 'test/sdks/node_modules'), join(folder, 'node_modules'));
  copyFileSync(join(ROOT, 'examples/express', file), join(folder, file));
  const env = {
    PORT: '0',
    OPENAI_API_KEY: 'test',
    OPENAI_BASE_URL: `${url}/v1`,
    SPANS: join(folder, 'spans.json'),
  };
  const app = startApp({ args: [join(folder, file)], nodeArgs, env });
  let printed = '';
  app.child.stdout?.on('data', (text: string) => (printed += text));
  await app.printed('/poem/telemetry');
  const response = await fetch(printed.trim());
  const answer = `${response.status} ${await response.text()}`;
  app.child.kill('SIGTERM');
  const { code, stderr } = await app.result;
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  return { answer, spans: env.SPANS };
}

test('app.mjs and app.cjs', async () => {
  const provider = await startProvider();
  const agent = pathToFileURL(join(buildAgent(), 'agent.js')).href;
  for (const file of ['app.mjs', 'app.cjs']) {
    const bare = await ask(file, [], provider.url);
    const traced = await ask(file, ['--import', agent], provider.url);
    expect(traced.answer).toBe(bare.answer);
    expect(bare.answer).toMatch(/^200 ./);
    const { spans }: { spans: readonly SpanFacts[] } = JSON.parse(readFileSync(traced.spans, 'utf8'));
    const names = new Map(spans.map(({ id, scope, name }) => [id, `${scope} ${name}`]));
    const links = spans
      .filter(({ scope }) => scope !== 'net')
      .map(({ id, parent }) => `${names.get(parent ?? '') ?? 'root'} > ${names.get(id)}`);
    expect(links.sort()).toEqual([
      'express request handler > undici POST',
      'http GET /poem/:topic > express request handler',
      'root > http GET /poem/:topic',
    ]);
  }
  await provider.close();
});
