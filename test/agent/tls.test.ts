// TLS and client certificates, at exit (child process) and while running, over gRPC and HTTP.
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { createLog } from '../../instrumentations/base/log.ts';
import { startSdk } from '../../agent/sdk.ts';
import { startReceiver, type Receiver } from '../support/receiver/receiver.ts';
import { createConfig } from './support/config.ts';
import { emitOne } from './support/emit.ts';
import { runApp } from './support/run.ts';
import { CERT, KEY } from './support/tls.ts';

let receiver: Receiver;
beforeEach(async () => {
  receiver = await startReceiver({ tls: { key: KEY, cert: CERT, ca: CERT } });
});
afterEach(() => receiver.close());

const otlp = { certificate: CERT, clientKey: KEY, clientCertificate: CERT };

test.each(['grpc', 'http/protobuf'] as const)(
  '%s delivers at exit with a client certificate',
  async (protocol) => {
    const endpoint = protocol === 'grpc' ? receiver.grpcUrl : receiver.httpUrl;
    const ended = await runApp('exit', { endpoint, protocol, delayMs: 60_000, otlp });
    expect(ended).toMatchObject({ code: 3, stderr: '' });
    expect([receiver.spans().length, receiver.logs().length, receiver.metrics().length]).toEqual([1, 1, 1]);
  },
);

test('gRPC without a scheme speaks TLS unless told to be insecure', async () => {
  const endpoint = receiver.grpcUrl.replace('https://', '');
  const sdk = startSdk(createConfig({ endpoint, otlp }), createLog('none'));
  emitOne(sdk, 1);
  await receiver.until((one) => one.spans().length === 1, 5000);
  await sdk.shutdown();
});

test('a certificate nobody vouches for is not trusted, and the line names the receiver', async () => {
  const lines: string[] = [];
  const config = createConfig({ endpoint: receiver.grpcUrl, config: { shutdownTimeoutMs: 1500 } });
  const sdk = startSdk(
    config,
    createLog('warn', (line) => lines.push(line)),
  );
  emitOne(sdk, 1);
  await sdk.shutdown();
  expect(receiver.spans()).toHaveLength(0);
  expect(lines.join('')).toContain(receiver.grpcUrl);
});
