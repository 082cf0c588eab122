// A local HTTP server that answers every request with the response it was last given.
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A running replay server. */
export interface ReplayServer {
  readonly origin: string;
  readonly port: number;
  /** The answer to the requests that follow. */
  answerWith(status: number, body: Buffer): void;
  close(): Promise<void>;
}

function contentTypeOf(body: Buffer): string {
  const start = body.subarray(0, 200).toString('latin1').trimStart();
  if (/^(event:|data:|:)/.test(start)) return 'text/event-stream';
  return start.startsWith('{') || start.startsWith('[') ? 'application/json' : 'text/plain';
}

/** Starts the server on a free port of this machine. */
export async function startReplayServer(): Promise<ReplayServer> {
  let status = 404;
  let body: Buffer = Buffer.alloc(0);
  const server = createServer((request, response) => {
    request.resume();
    request.on('end', () => response.writeHead(status, { 'content-type': contentTypeOf(body) }).end(body));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    origin: `http://127.0.0.1:${port}`,
    port,
    answerWith(nextStatus, nextBody) {
      status = nextStatus;
      body = nextBody;
    },
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
}
