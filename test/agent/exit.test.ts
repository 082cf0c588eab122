// The flush at exit, in child processes: all three signals arrive however the app ends, and how it ends is not changed.
import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { FAILURES, startReceiver, type Receiver } from '../support/receiver/receiver.ts';
import { NAMES } from './support/emit.ts';
import { runApp } from './support/run.ts';

let receiver: Receiver;
beforeAll(async () => {
  receiver = await startReceiver();
});
beforeEach(() => {
  receiver.clear();
  receiver.fault();
});
afterAll(() => receiver.close());

/** Long enough that nothing leaves before exit. */
const LATE = 60_000;

function expectAllThree(count = 1): void {
  expect(receiver.spans().map(({ name }) => name)).toEqual(Array<string>(count).fill(NAMES.span));
  expect(receiver.logs().map(({ eventName }) => eventName)).toEqual(Array<string>(count).fill(NAMES.event));
  const points = receiver.metrics().flatMap((metric) => (metric.name === NAMES.metric ? metric.points : []));
  expect(points.map(({ sum }) => sum)).toEqual(Array<number>(count).fill(7));
}

describe('everything pending arrives', () => {
  test.each([
    ['normal end', 'normal', 0],
    ['process.exit(3) right after a span ended', 'exit', 3],
    ['an uncaught throw', 'throw', 1],
    ['an unhandled rejection', 'reject', 1],
  ])('at %s, and the exit code is kept', async (_, ending, code) => {
    const ended = await runApp(ending, { endpoint: receiver.grpcUrl, delayMs: LATE });
    expect(ended).toMatchObject({ code, signal: null });
    expectAllThree();
    expect(ended.stderr).not.toContain('@x/agent');
  });

  test.each(['SIGTERM', 'SIGINT', 'SIGHUP'] as const)(
    'at %s without a listener, and the process dies of it',
    async (signal) => {
      const ended = await runApp('wait', { endpoint: receiver.grpcUrl, delayMs: LATE }, signal);
      expect(ended).toMatchObject({ code: null, signal });
      expectAllThree();
    },
  );

  test.each(['http/protobuf', 'http/json'] as const)('over %s with gzip and headers', async (protocol) => {
    const otlp = { compression: 'gzip', headers: { 'x-key': 'a b' } } as const;
    const ended = await runApp('exit', { endpoint: receiver.httpUrl, protocol, delayMs: LATE, otlp });
    expect(ended.code).toBe(3);
    expectAllThree();
    expect(receiver.requests().map(({ headers }) => headers['x-key'])).toEqual(['a b', 'a b', 'a b']);
  });

  test('after a refusal, where the endpoint was set', async () => {
    receiver.fault({ kind: 'failures', failures: [FAILURES.unavailable] });
    const ended = await runApp('normal', { endpoint: receiver.grpcUrl, delayMs: LATE });
    expect(ended.code).toBe(0);
    expectAllThree();
  });
});

describe("the app's own signal listener decides", () => {
  test('it runs, its later telemetry arrives, its exit code is kept, and ours is not counted', async () => {
    const ended = await runApp('own-listener', { endpoint: receiver.grpcUrl, delayMs: LATE }, 'SIGTERM');
    expect(ended).toMatchObject({ code: 9, signal: null });
    expect(ended.stdout).toBe('1 1\nready\napp handles it\n');
    expect(receiver.spans()).toHaveLength(2);
  });

  test('a library that raises the signal again when it is alone still ends the process', async () => {
    const ended = await runApp('counts-listeners', { endpoint: receiver.grpcUrl, delayMs: LATE }, 'SIGTERM');
    expect(ended).toMatchObject({ code: null, signal: 'SIGTERM' });
    expectAllThree();
  });
});

describe('nobody waits for a receiver that does not answer', () => {
  test('without an endpoint set a refused connection costs less than a second and says one line', async () => {
    const wishes = { endpoint: 'http://127.0.0.1:1', delayMs: LATE, otlp: { endpointIsSet: false } };
    const bare = await runApp('nothing', wishes);
    const ended = await runApp('normal', wishes);
    expect(ended.code).toBe(0);
    expect(ended.tookMs - bare.tookMs).toBeLessThan(1000);
    expect(ended.stderr.match(/@x\/agent/g)).toHaveLength(1);
  });

  test('without an endpoint set a hanging receiver gets 200 ms', async () => {
    receiver.fault({ kind: 'hang' });
    const wishes = { endpoint: receiver.grpcUrl, delayMs: LATE, otlp: { endpointIsSet: false } };
    const bare = await runApp('nothing', wishes);
    const ended = await runApp('exit', wishes);
    expect(ended.code).toBe(3);
    expect(ended.tookMs - bare.tookMs).toBeLessThan(1500);
    expect(ended.stderr.match(/@x\/agent/g)).toHaveLength(1);
  });

  test.each(['exit', 'in-flight'])(
    'a hanging receiver holds %s for shutdownTimeoutMs and says one line',
    async (ending) => {
      receiver.fault({ kind: 'hang' });
      const wishes = { endpoint: receiver.grpcUrl, delayMs: 50, config: { shutdownTimeoutMs: 1200 } };
      const ended = await runApp(ending, wishes);
      expect(ended.code).toBe(ending === 'exit' ? 3 : 0);
      expect(ended.tookMs).toBeLessThan(4000);
      expect(ended.stderr.match(/@x\/agent/g)).toHaveLength(1);
    },
  );

  test('where nothing is pending no thread is started and nothing is sent', async () => {
    const ended = await runApp('nothing', { endpoint: receiver.grpcUrl });
    expect(ended).toMatchObject({ code: 0, stderr: '' });
    expect(receiver.requests()).toHaveLength(0);
  });
});
