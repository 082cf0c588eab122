// What a receiver does wrong on demand looks real to a client, over gRPC and over HTTP; so does TLS.
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { request, type RequestOptions } from 'node:https';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { credentials, makeClientConstructor } from '@grpc/grpc-js';
import type { ChannelCredentials } from '@grpc/grpc-js';
import { FAILURES, startReceiver, type Receiver } from './receiver.ts';

let receiver: Receiver;
beforeAll(async () => {
  receiver = await startReceiver();
});
beforeEach(() => {
  receiver.clear();
  receiver.fault();
});
afterAll(() => receiver.close());

describe('a fault', () => {
  test('refusals come in the order given, over HTTP with Retry-After, and only what was accepted is kept', async () => {
    const failures = [{ ...FAILURES.unavailable, retryAfterMs: 1000 }, FAILURES.resourceExhausted];
    receiver.fault({ kind: 'failures', failures });
    const answers = [await post(), await post(), await post()];
    expect(answers.map(({ status }) => status)).toEqual([503, 429, 200]);
    expect(answers.map(({ headers }) => headers.get('retry-after'))).toEqual(['1', null, null]);
    expect(receiver.spans()).toHaveLength(1);
    expect(receiver.requests().map(({ answer }) => answer)).toEqual(['failure', 'failure', 'ok']);
  });

  test('a refusal over gRPC carries RetryInfo in the trailers', async () => {
    receiver.fault({ kind: 'failures', failures: [{ ...FAILURES.resourceExhausted, retryAfterMs: 2500 }] });
    const { code, details } = await callGrpc();
    expect(code).toBe(8);
    // google.rpc.Status { code 8, details [Any RetryInfo { retry_delay { seconds 2, nanos 500000000 } }] }
    expect(details.toString('hex')).toContain('120a' + '0a08' + '0802' + '1080cab5ee01');
    expect(details.toString('latin1')).toContain('type.googleapis.com/google.rpc.RetryInfo');
  });

  test('a partial success says how many were rejected', async () => {
    receiver.fault({ kind: 'partial', rejected: 300, message: 'too old' });
    const answer = await post();
    expect(await answer.json()).toEqual({
      partialSuccess: { rejectedSpans: '300', errorMessage: 'too old' },
    });
  });

  test('a delay holds the answer back', async () => {
    receiver.fault({ kind: 'delay', delayMs: 120 });
    const startMs = performance.now();
    await post();
    expect(performance.now() - startMs).toBeGreaterThan(110);
  });

  test('a fault for one signal leaves the others alone', async () => {
    receiver.fault({ kind: 'failures', signal: 'logs', failures: [FAILURES.internal], repeat: true });
    expect((await post()).status).toBe(200);
    const logs = await post('/v1/logs', '{}');
    expect(logs.status).toBe(500);
  });

  test('a hanging receiver takes the request and never answers', async () => {
    receiver.fault({ kind: 'hang' });
    await expect(
      fetch(`${receiver.httpUrl}/v1/traces`, { ...REQUEST, signal: AbortSignal.timeout(150) }),
    ).rejects.toThrow('timeout');
    expect(receiver.requests()).toMatchObject([{ answer: 'hang' }]);
    expect(receiver.spans()).toEqual([]);
  });

  test('down refuses connections, up listens on the same ports', async () => {
    const { grpcUrl, httpUrl } = receiver;
    await receiver.down();
    await expect(post()).rejects.toThrow('fetch failed');
    expect((await callGrpc()).code).toBe(14);
    await receiver.up();
    expect([receiver.grpcUrl, receiver.httpUrl]).toEqual([grpcUrl, httpUrl]);
    expect((await post()).status).toBe(200);
    expect((await callGrpc()).code).toBe(0);
  });
});

describe('with keys', () => {
  const folder = mkdtempSync(join(tmpdir(), 'genai-keys-'));
  const file = (name: string): string => join(folder, name);
  const openssl = [
    'req',
    '-x509',
    '-newkey',
    'ec',
    '-pkeyopt',
    'ec_paramgen_curve:prime256v1',
    '-nodes',
    '-days',
    '1',
  ];
  openssl.push('-subj', '/CN=localhost', '-addext', 'subjectAltName=DNS:localhost');
  execFileSync('openssl', [...openssl, '-keyout', file('key.pem'), '-out', file('cert.pem')], {
    stdio: 'ignore',
  });
  const key = readFileSync(file('key.pem'), 'utf8');
  const cert = readFileSync(file('cert.pem'), 'utf8');
  const named = (url: string): string => url.replace('127.0.0.1', 'localhost');
  afterAll(() => rmSync(folder, { recursive: true }));

  test('both transports speak TLS and ask the client for its certificate', async () => {
    const secure = await startReceiver({ tls: { key, cert, ca: cert } });
    expect([secure.grpcUrl, secure.httpUrl]).toEqual([
      expect.stringMatching(/^https:/),
      expect.stringMatching(/^https:/),
    ]);
    const [root, privateKey, chain] = [cert, key, cert].map((text) => Buffer.from(text));
    const trusted = await callGrpc(named(secure.grpcUrl), credentials.createSsl(root, privateKey, chain));
    const anonymous = await callGrpc(named(secure.grpcUrl), credentials.createSsl(root));
    expect([trusted.code, anonymous.code]).toEqual([0, 14]);
    expect(await postTls(named(secure.httpUrl), { key, cert, ca: cert })).toBe(200);
    await expect(postTls(named(secure.httpUrl), { ca: cert })).rejects.toThrow();
    await secure.close();
  });
});

test('until rejects with what had come by then', async () => {
  await post();
  await receiver.until((it) => it.spans().length === 1, 0);
  await expect(receiver.until((it) => it.spans().length === 2, 20)).rejects.toThrow(
    'Not within 20 ms. Requests: 1. Spans: poem. Logs: none. Metrics: none.',
  );
});

test('a truncated protobuf body is refused', async () => {
  const headers = { 'content-type': 'application/x-protobuf' };
  const answer = await fetch(`${receiver.httpUrl}/v1/traces`, { method: 'POST', headers, body: '\x0a\x7f' });
  expect(answer.status).toBe(400);
});

const SPAN = { traceId: 'ab'.repeat(16), spanId: 'cd'.repeat(8), name: 'poem' };
const REQUEST = {
  method: 'POST',
  headers: { 'content-type': 'application/json' },
  body: JSON.stringify({ resourceSpans: [{ scopeSpans: [{ spans: [SPAN] }] }] }),
};

function post(route = '/v1/traces', body = REQUEST.body): Promise<Response> {
  return fetch(`${receiver.httpUrl}${route}`, { ...REQUEST, body });
}

/** One empty trace export through a plain gRPC client: the status code and the details trailer. */
function callGrpc(
  url = receiver.grpcUrl,
  channel: ChannelCredentials = credentials.createInsecure(),
): Promise<{ code: number; details: Buffer }> {
  const identity = (bytes: Buffer): Buffer => bytes;
  const Client = makeClientConstructor({}, 'traces');
  const client = new Client(new URL(url).host, channel);
  return new Promise((resolve) => {
    client.makeUnaryRequest(
      '/opentelemetry.proto.collector.trace.v1.TraceService/Export',
      identity,
      identity,
      Buffer.alloc(0),
      (error) => {
        client.close();
        const [details] = error?.metadata.get('grpc-status-details-bin') ?? [];
        resolve({ code: error?.code ?? 0, details: Buffer.isBuffer(details) ? details : Buffer.alloc(0) });
      },
    );
  });
}

/** One trace export over HTTPS: the status. */
function postTls(url: string, options: RequestOptions): Promise<number | undefined> {
  return new Promise((resolve, reject) => {
    request(`${url}/v1/traces`, { ...options, method: 'POST', headers: REQUEST.headers }, (response) => {
      response.resume();
      resolve(response.statusCode);
    })
      .on('error', reject)
      .end(REQUEST.body);
  });
}
