// Retry in a long-running app: an outage loses nothing, the receiver's wish is honoured, a person reads two lines.
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { setTimeout as sleep } from 'node:timers/promises';
import { createLog } from '../../instrumentations/base/log.ts';
import { startSdk } from '../../agent/sdk.ts';
import type { Sdk } from '../../agent/sdk.ts';
import { FAILURES, startReceiver, type Receiver } from '../support/receiver/receiver.ts';
import { createConfig } from './support/config.ts';
import type { ConfigWishes } from './support/config.ts';
import { NAMES, emitOne } from './support/emit.ts';

let receiver: Receiver;
let sdk: Sdk;
let lines: string[];
beforeEach(async () => {
  receiver = await startReceiver();
  lines = [];
});
afterEach(async () => {
  await sdk.shutdown();
  await receiver.close();
});

function start(wishes: ConfigWishes = {}): void {
  const log = createLog('info', (line) => lines.push(line));
  sdk = startSdk(createConfig({ endpoint: receiver.grpcUrl, ...wishes }), log);
}

const countPoints = (one: Receiver) =>
  one
    .metrics()
    .filter(({ name }) => name === NAMES.metric)
    .flatMap(({ points }) => points)
    .reduce((sum, { count = 0 }) => sum + count, 0);

const hasAll = (total: number) => (one: Receiver) =>
  one.spans().length === total && one.logs().length === total && countPoints(one) === total;

describe('an outage of three seconds', () => {
  test.each(['grpc', 'http/protobuf'] as const)(
    'over %s loses nothing of any signal and is told in two lines',
    async (protocol) => {
      const endpoint = protocol === 'grpc' ? receiver.grpcUrl : receiver.httpUrl;
      start({ protocol, endpoint });
      emitOne(sdk, 0);
      await receiver.until(hasAll(1), 5000);
      // The last answer is on its way; without it the request would rightly be sent again.
      await sleep(300);
      await receiver.down();
      for (let id = 1; id <= 10; id++) {
        emitOne(sdk, id);
        await sleep(300);
      }
      await receiver.up();
      await receiver.until(hasAll(11), 15_000);
      expect(lines.filter((line) => line.includes('cannot reach'))).toHaveLength(1);
      expect(lines.filter((line) => line.includes('answers again'))).toHaveLength(1);
    },
  );
});

describe('refusals', () => {
  test.each(['unavailable', 'resourceExhausted'] as const)(
    'RetryInfo of 2 s on %s is honoured',
    async (name) => {
      receiver.fault({
        kind: 'failures',
        signal: 'traces',
        failures: [{ ...FAILURES[name], retryAfterMs: 2000 }],
      });
      start();
      emitOne(sdk, 1);
      await receiver.until((one) => one.spans().length === 1, 8000);
      const [first, second] = receiver.requests().filter(({ signal }) => signal === 'traces');
      const waitedMs = (second?.atMs ?? 0) - (first?.atMs ?? 0);
      expect(waitedMs).toBeGreaterThanOrEqual(1950);
      expect(waitedMs).toBeLessThan(3000);
    },
  );

  test('a refusal that is not retryable is not tried again, and the next batch goes out', async () => {
    receiver.fault({ kind: 'failures', signal: 'traces', failures: [FAILURES.invalidArgument] });
    start();
    emitOne(sdk, 1);
    await receiver.until((one) => one.requests().some(({ signal }) => signal === 'traces'), 5000);
    await sleep(1500);
    emitOne(sdk, 2);
    await receiver.until((one) => one.spans().length === 1, 5000);
    expect(receiver.requests().filter(({ signal }) => signal === 'traces')).toHaveLength(2);
    expect(receiver.spans()[0]?.attributes).toMatchObject({ id: 2 });
  });

  test('a partial success is told', async () => {
    receiver.fault({ kind: 'partial', signal: 'logs', rejected: 1, message: 'too long' });
    start();
    emitOne(sdk, 1);
    await receiver.until((one) => one.logs().length === 1, 5000);
    await sleep(100);
    expect(lines.join('')).toContain('too long');
  });
});

describe('bounds', () => {
  test('over maxQueueSize spans are dropped, told when it begins and counted when it ends, and the rest arrives', async () => {
    const batchSpans = {
      maxQueueSize: 10,
      maxExportBatchSize: 5,
      scheduledDelayMs: 50,
      exportTimeoutMs: 30_000,
    };
    start({ config: { batchSpans } });
    for (let id = 0; id < 100; id++) sdk.tracerProvider.getTracer('test').startSpan('x').end();
    await receiver.until((one) => one.spans().length === 15, 5000);
    const told = lines.filter((line) => line.includes('dropped')).map((line) => line.trim());
    expect(told).toEqual([
      '[@x/agent] GENAI_W312 spans are dropped: 10 are waiting to be exported',
      '[@x/agent] GENAI_W313 85 spans were dropped',
    ]);
  });

  test('spans waiting for an absent receiver are bounded by their bytes', async () => {
    const batchSpans = {
      maxQueueSize: 2048,
      maxExportBatchSize: 2048,
      scheduledDelayMs: 60_000,
      exportTimeoutMs: 30_000,
    };
    start({ config: { batchSpans, shutdownTimeoutMs: 100 } });
    const attributes = { prompt: 'x'.repeat(1024 * 1024) };
    for (let id = 0; id < 70; id++) sdk.tracerProvider.getTracer('test').startSpan('x', { attributes }).end();
    expect(lines.join('')).toContain('spans are dropped: 63 are waiting');
  });

  test('GENAI_DISABLE_BATCH sends at once, whatever the delay', async () => {
    start({ delayMs: 60_000, config: { disableBatch: true } });
    emitOne(sdk, 1);
    await receiver.until((one) => one.spans().length === 1 && one.logs().length === 1, 3000);
  });
});

describe('what is sent', () => {
  test('the resource names service, configured attributes and the distribution; metrics are deltas', async () => {
    start();
    emitOne(sdk, 1);
    await receiver.until(hasAll(1), 5000);
    expect(receiver.spans()[0]?.resource.attributes).toMatchObject({
      'service.name': 'poems',
      'deployment.environment.name': 'test',
      'telemetry.distro.name': '@x/agent',
    });
    expect(receiver.metrics()[0]?.temporality).toBe('delta');
  });

  test('shutdown sends what is pending', async () => {
    start({ delayMs: 60_000 });
    emitOne(sdk, 1);
    await sdk.shutdown();
    expect(hasAll(1)(receiver)).toBe(true);
  });
});
