// OTLP/HTTP: one POST with ready-made bytes, protobuf or JSON; says which answers are worth another attempt.
import { Agent as PlainAgent, request as requestPlain } from 'node:http';
import type { IncomingMessage } from 'node:http';
import { Agent as TlsAgent, request as requestTls } from 'node:https';
import { gzipSync } from 'node:zlib';
import type { Outcome, Route, Transport } from './route.ts';

const CONTENT_TYPES = { 'http/protobuf': 'application/x-protobuf', 'http/json': 'application/json' } as const;

/** Status codes the OTLP specification calls retryable. */
const RETRYABLE: ReadonlySet<number> = new Set([429, 502, 503, 504]);

/** An answer longer than this is cut: only a short partial-success message is expected. */
const MAX_RESPONSE_BYTES = 64 * 1024;

/** A keep-alive client for one signal. */
export function openHttp(route: Route, userAgent: string): Transport {
  const url = new URL(route.endpoint);
  const isTls = url.protocol === 'https:';
  const tls = {
    ...(route.certificate === undefined ? {} : { ca: route.certificate }),
    ...(route.clientKey === undefined ? {} : { key: route.clientKey }),
    ...(route.clientCertificate === undefined ? {} : { cert: route.clientCertificate }),
  };
  const agent = isTls ? new TlsAgent({ keepAlive: true, ...tls }) : new PlainAgent({ keepAlive: true });
  const request = isTls ? requestTls : requestPlain;
  const isJson = route.protocol === 'http/json';
  const headers = {
    ...route.headers,
    'user-agent': userAgent,
    'content-type': CONTENT_TYPES[isJson ? 'http/json' : 'http/protobuf'],
    ...(route.compression === 'gzip' ? { 'content-encoding': 'gzip' } : {}),
  };
  return {
    send: (bytes, timeoutMs) =>
      new Promise((resolve) => {
        const fail = (error: Error) => resolve({ ok: false, reason: error.message, retryable: true });
        const body = route.compression === 'gzip' ? gzipSync(bytes) : bytes;
        const options = {
          method: 'POST',
          agent,
          headers: { ...headers, 'content-length': body.byteLength },
          // A whole-request bound: a socket timeout alone never fires while bytes trickle in.
          signal: AbortSignal.timeout(timeoutMs),
        };
        const call = request(url, options, (response) => readAnswer(response, resolve, fail));
        call.on('error', (error) =>
          fail(
            error.name === 'AbortError' ? new Error(`no answer within ${Math.round(timeoutMs)} ms`) : error,
          ),
        );
        call.end(body);
      }),
  };
}

function readAnswer(
  answer: IncomingMessage,
  resolve: (outcome: Outcome) => void,
  fail: (error: Error) => void,
): void {
  const chunks: Buffer[] = [];
  let bytes = 0;
  answer.on('data', (chunk: Buffer) => {
    if ((bytes += chunk.length) <= MAX_RESPONSE_BYTES) chunks.push(chunk);
  });
  answer.on('error', fail);
  answer.on('end', () => {
    const code = answer.statusCode ?? 0;
    if (code >= 200 && code < 300) return resolve({ ok: true, response: Buffer.concat(chunks) });
    const retryAfterMs = readRetryAfterMs(answer.headers['retry-after']);
    resolve({
      ok: false,
      reason: `HTTP ${code} ${answer.statusMessage ?? ''}`.trim(),
      retryable: RETRYABLE.has(code),
      ...(retryAfterMs === undefined ? {} : { retryAfterMs }),
    });
  });
}

/** Retry-After: seconds or an HTTP date. */
function readRetryAfterMs(value: string | undefined): number | undefined {
  if (value === undefined) return undefined;
  const ms = /^\d+$/.test(value) ? Number(value) * 1000 : Date.parse(value) - Date.now();
  return Number.isFinite(ms) ? Math.max(0, ms) : undefined;
}
