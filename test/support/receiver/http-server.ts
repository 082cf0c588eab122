// OTLP over HTTP: /v1/traces, /v1/metrics and /v1/logs in protobuf or JSON, plain or gzip.
import { createServer } from 'node:http';
import type { IncomingMessage, RequestListener, Server, ServerResponse } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import { gunzipSync } from 'node:zlib';
import type { Protocol, Signal } from '../../../env-config/config.ts';
import { encodeResponse } from './faults.ts';
import type { Answer } from './faults.ts';
import type { Answerer, TlsOptions, Transport } from './transport.ts';

const SIGNALS: Readonly<Record<string, Signal>> = {
  '/v1/traces': 'traces',
  '/v1/metrics': 'metrics',
  '/v1/logs': 'logs',
};

const PROTOCOLS: Readonly<Record<string, Protocol>> = {
  'application/x-protobuf': 'http/protobuf',
  'application/json': 'http/json',
};

const REJECTED: Readonly<Record<Signal, string>> = {
  traces: 'rejectedSpans',
  metrics: 'rejectedDataPoints',
  logs: 'rejectedLogRecords',
};

/** An HTTP transport on 127.0.0.1 that asks `answerer` what to say. */
export function httpTransport(
  answerer: Answerer,
  wantedPort: number,
  tls: TlsOptions | undefined,
): Transport {
  let port = wantedPort;
  let server: Server | undefined;
  const listener: RequestListener = (request, response) => {
    handle(answerer, request, response).catch((error: unknown) => {
      response.writeHead(400).end(String(error));
    });
  };
  return {
    get port() {
      return port;
    },
    async up() {
      const next =
        tls === undefined
          ? createServer(listener)
          : createTlsServer({ ...tls, requestCert: tls.ca !== undefined }, listener);
      await new Promise<void>((resolve, reject) => {
        next.once('error', reject).listen(port, '127.0.0.1', resolve);
      });
      const address = next.address();
      if (typeof address === 'object' && address !== null) port = address.port;
      server = next;
    },
    async down() {
      const last = server;
      server = undefined;
      if (last === undefined) return;
      const closed = new Promise((resolve) => last.close(resolve));
      last.closeAllConnections();
      await closed;
    },
  };
}

async function handle(answerer: Answerer, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk);
  const signal = SIGNALS[request.url ?? ''];
  const protocol = PROTOCOLS[(request.headers['content-type'] ?? '').split(';')[0] ?? ''];
  if (signal === undefined || request.method !== 'POST') return void response.writeHead(404).end();
  if (protocol === undefined) return void response.writeHead(415).end();
  const sent = Buffer.concat(chunks);
  const body = request.headers['content-encoding'] === 'gzip' ? gunzipSync(sent) : sent;
  const headers = Object.fromEntries(
    Object.entries(request.headers).map(([name, value]) => [name, String(value)]),
  );
  reply(response, signal, protocol, await answerer({ signal, protocol, headers, body }));
}

function reply(response: ServerResponse, signal: Signal, protocol: Protocol, answer: Answer): void {
  if (answer.kind === 'hang') return;
  if (answer.kind === 'failure') {
    const { httpStatus, retryAfterMs } = answer.failure;
    if (retryAfterMs !== undefined) response.setHeader('retry-after', String(Math.ceil(retryAfterMs / 1000)));
    response.writeHead(httpStatus).end();
  } else if (protocol === 'http/protobuf') {
    response.writeHead(200, { 'content-type': 'application/x-protobuf' }).end(encodeResponse(answer));
  } else {
    const partialSuccess = answer.partial && {
      [REJECTED[signal]]: String(answer.partial.rejected),
      errorMessage: answer.partial.message,
    };
    response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify({ partialSuccess }));
  }
}
