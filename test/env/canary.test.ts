// Secrets: the API key, OTLP header values and other environment values are in no exported byte and on no stderr line.
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { ROOT, runApp } from '../support/run-app.ts';
import { startProvider } from '../support/provider.ts';
import type { Provider } from '../support/provider.ts';
import { startReceiver } from '../support/receiver/receiver.ts';
import { everything } from './seen.ts';

const API_KEY = 'sk-proj-CANARYkey0123456789';
const HEADER_VALUE = 'CANARYheader0123456789';
const OTHERS = {
  DATABASE_PASSWORD: 'CANARYdatabase0123',
  AWS_SECRET_ACCESS_KEY: 'CANARYaws0123456789',
  SOME_SETTING: 'CANARYsetting0123',
};

/** Answers every call as OpenAI does with a wrong key: it quotes it. */
const refusing = createServer((request, response) => {
  request.resume();
  const message = `Incorrect API key provided: ${API_KEY}. ${request.headers.authorization}. You can find your API key at https://example.com.`;
  response.writeHead(401, { 'content-type': 'application/json' });
  response.end(
    JSON.stringify({
      error: { message, type: 'invalid_request_error', param: null, code: 'invalid_api_key' },
    }),
  );
});

let provider: Provider;
beforeAll(async () => {
  provider = await startProvider();
  await new Promise<void>((resolve) => refusing.listen(0, '127.0.0.1', resolve));
});
afterAll(async () => {
  refusing.closeAllConnections();
  refusing.close();
  await provider.close();
});

const refusingUrl = () => `http://127.0.0.1:${(refusing.address() as AddressInfo).port}`;

test.each([
  ['calls that succeed, stream and fail', () => provider.url, ['chat', 'stream', 'fail'], undefined],
  ['a 401 whose message quotes the key', refusingUrl, ['refused'], undefined],
  ['a receiver that refuses the header', () => provider.url, ['chat', 'wait:300'], 'unauthenticated'],
  ['a receiver that is not there', () => provider.url, ['chat', 'wait:300'], 'down'],
] as const)('%s, at every log level and with content', async (_, url, steps, trouble) => {
  const receiver = await startReceiver();
  const cwd = mkdtempSync(join(tmpdir(), 'env-canary-'));
  try {
    if (trouble === 'unauthenticated')
      receiver.fault({ kind: 'failures', failures: [{ grpcCode: 16, httpStatus: 401 }], repeat: true });
    if (trouble === 'down') await receiver.down();
    const { stderr, stdout, code } = await runApp({
      args: [join(ROOT, 'test/sdks/apps/env-app.mjs'), ...steps],
      cwd,
      preload: true,
      env: {
        ...OTHERS,
        ENV_APP_API_KEY: API_KEY,
        PROVIDER_URL: `${url()}/v1`,
        OTEL_EXPORTER_OTLP_ENDPOINT: receiver.grpcUrl,
        OTEL_EXPORTER_OTLP_HEADERS: `authorization=Bearer%20${HEADER_VALUE}`,
        OTEL_EXPORTER_OTLP_LOGS_HEADERS: `x-api-key=${HEADER_VALUE},broken ${HEADER_VALUE}`,
        OTEL_BSP_SCHEDULE_DELAY: '50',
        OTEL_NODE_RESOURCE_DETECTORS: 'env,host,os,process,serviceinstance',
        OTEL_LOG_LEVEL: 'all',
        GENAI_CAPTURE_CONTENT: 'both',
        GENAI_SHUTDOWN_TIMEOUT_MS: '500',
      },
    });
    expect(code).toBe(0);
    const calls = receiver.spans().filter(({ name }) => name.startsWith('chat'));
    if (trouble === undefined) expect(calls).toHaveLength(steps.length);
    if (steps[0] === 'refused') {
      expect(stdout).toContain('failed=401');
      expect(calls[0]?.attributes['error.type']).toBe('invalid_api_key');
      expect(calls[0]?.status.message).toContain('Incorrect API key provided');
    }
    // The OTLP headers themselves carry the value; what was exported must not.
    const sent = everything({ ...receiver, requests: () => [] });
    expect(sent).not.toContain('CANARY');
    expect(stderr).not.toContain('CANARY');
  } finally {
    await receiver.close();
    rmSync(cwd, { recursive: true, force: true });
  }
});
