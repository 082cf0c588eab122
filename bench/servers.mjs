// A provider that answers one canned completion, and an OTLP/gRPC receiver that counts requests and keeps nothing.
import { createServer } from 'node:http';
import { grpcTransport } from '../test/support/receiver/grpc-server.ts';
import { COMPLETION } from './apps/canned.mjs';

const counts = { traces: 0, metrics: 0, logs: 0 };
const receiver = grpcTransport(
  async ({ signal }) => {
    counts[signal] += 1;
    return { kind: 'ok' };
  },
  0,
  undefined,
);
await receiver.up();

const provider = createServer((request, response) => {
  request.resume().on('end', () => {
    response.setHeader('content-type', 'application/json');
    response.end(request.url === '/counts' ? JSON.stringify(counts) : COMPLETION);
  });
});
provider.listen(0, '127.0.0.1', () => {
  process.send?.({
    grpcUrl: `http://127.0.0.1:${receiver.port}`,
    providerUrl: `http://127.0.0.1:${provider.address().port}`,
  });
});
process.on('disconnect', () => process.exit());
