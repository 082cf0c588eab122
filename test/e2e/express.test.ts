// The Express example under the preload: one request is one tree over OTLP, server to route to model call to HTTP request.
import { copyFileSync, mkdtempSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { startProvider } from '../support/provider.ts';
import { startReceiver } from '../support/receiver/receiver.ts';
import { ROOT, startApp } from '../support/run-app.ts';

test.each(['app.mjs', 'app.cjs'])('%s: one trace, the client span above its HTTP request', async (file) => {
  const provider = await startProvider();
  const receiver = await startReceiver();
  const folder = mkdtempSync(join(tmpdir(), 'express-'));
  symlinkSync(join(ROOT, 'test/sdks/node_modules'), join(folder, 'node_modules'));
  copyFileSync(join(ROOT, 'examples/express', file), join(folder, file));
  const env = {
    PORT: '0',
    OPENAI_API_KEY: 'test',
    OPENAI_BASE_URL: `${provider.url}/v1`,
    ...receiver.env('grpc'),
  };
  const app = startApp({ args: [join(folder, file)], preload: true, env });
  try {
    let printed = '';
    app.child.stdout?.on('data', (text: string) => (printed += text));
    await app.printed('/poem/telemetry');
    expect((await fetch(printed.trim())).status).toBe(200);
    app.child.kill('SIGTERM');
    const { code, stderr } = await app.result;
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    const spans = receiver
      .spans()
      .filter((span) => !span.name.startsWith('tcp.') && !span.name.startsWith('tls.'));
    const names = new Map(spans.map((span) => [span.spanId, span.name]));
    const links = spans.map((span) => `${names.get(span.parentSpanId ?? '') ?? 'root'} > ${span.name}`);
    expect(new Set(spans.map((span) => span.traceId)).size).toBe(1);
    expect(links.sort()).toEqual([
      'GET /poem/:topic > request handler',
      'chat gpt-4o-mini > POST',
      'request handler > chat gpt-4o-mini',
      'root > GET /poem/:topic',
    ]);
  } finally {
    app.child.kill('SIGKILL');
    await receiver.close();
    await provider.close();
  }
});
