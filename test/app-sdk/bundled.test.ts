// An app whose bundle holds its own copy of the OpenTelemetry API: no package.json tells its version, the source does.
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { build } from 'esbuild';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startProvider } from '../support/provider.ts';
import type { Provider } from '../support/provider.ts';
import { startReceiver } from '../support/receiver/receiver.ts';
import { ROOT, runApp } from '../support/run-app.ts';

const SOURCE = `
const { trace, context } = require('@opentelemetry/api');
const tracing = require('@opentelemetry/sdk-trace-base');
const { AsyncLocalStorageContextManager } = require('@opentelemetry/context-async-hooks');
const { OpenAI } = require(process.env.OPENAI_PATH);
const client = new OpenAI({ apiKey: 'k', baseURL: process.env.PROVIDER_URL });
const call = () => client.chat.completions.create({ model: 'bundled', messages: [{ role: 'user', content: 'hi' }] });
call().then(async () => {
  const exporter = new tracing.InMemorySpanExporter();
  const provider = new tracing.BasicTracerProvider({ spanProcessors: [new tracing.SimpleSpanProcessor(exporter)] });
  trace.setGlobalTracerProvider(provider);
  context.setGlobalContextManager(new AsyncLocalStorageContextManager().enable());
  await trace.getTracer('app').startActiveSpan('work', (span) => call().then(() => span.end()));
  console.log(exporter.getFinishedSpans().map(({ name }) => name).join());
});`;

let provider: Provider;
let directory: string;
beforeAll(async () => {
  provider = await startProvider();
  directory = await mkdtemp(join(tmpdir(), 'bundled-app-'));
});
afterAll(async () => {
  await provider.close();
  await rm(directory, { recursive: true });
});

test.each([false, true])('its late registration wins all the same (minified: %s)', async (minify) => {
  const outfile = join(directory, `app-${minify}.cjs`);
  const resolveDir = join(ROOT, 'test/app-sdk/packages/api-1.9-sdk-1');
  await build({ stdin: { contents: SOURCE, resolveDir }, bundle: true, minify, platform: 'node', outfile });
  const receiver = await startReceiver();
  const env = {
    OPENAI_PATH: join(ROOT, 'test/sdks/node_modules/openai'),
    PROVIDER_URL: `${provider.url}/v1`,
    OTEL_EXPORTER_OTLP_ENDPOINT: receiver.grpcUrl,
    GENAI_GENERAL: 'off',
  };
  const { stdout, stderr } = await runApp({ args: [outfile], env, preload: true });
  await receiver.close();
  expect(stdout).toBe('chat bundled,work\n');
  expect(stderr).toContain('GENAI_W104');
});
