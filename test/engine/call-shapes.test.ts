// Every way people call a client, with and without the agent: what the app sees is the same, and each call is one ended span.
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { startReceiver } from '../support/receiver/receiver.ts';
import type { ReceivedSpan, Receiver } from '../support/receiver/receiver.ts';
import { runApp } from '../support/run-app.ts';
import { startProvider, USAGE } from '../support/provider.ts';
import type { Provider } from '../support/provider.ts';

const APPS = 'test/sdks/apps';

/** Oldest and newest of each major in the range. */
const PACKAGES = ['openai-4-oldest', 'openai-4', 'openai-5', 'openai-6', 'openai'] as const;

/** Model suffixes that a shape adds by itself. */
const MODEL = /^(?:chat|embeddings) (?:slow-)?shape-(\w+?)(?:-missing|-cut)?$/;

interface Line {
  readonly shape: string;
  readonly result?: unknown;
}

let provider: Provider;
beforeAll(async () => {
  provider = await startProvider();
});
afterAll(() => provider.close());

describe.each(PACKAGES)('%s', (name) => {
  test.each(['mjs', 'cjs'])('as %s: same output, one span a call', async (extension) => {
    const receiver = await startReceiver();
    try {
      const args = [`${APPS}/shapes.${extension}`, name];
      const env = { PROVIDER_URL: `${provider.url}/v1` };
      const bare = await runApp({ args, env });
      const ours = await runApp({
        args,
        env: { ...env, OTEL_EXPORTER_OTLP_ENDPOINT: receiver.grpcUrl },
        preload: true,
      });
      expect(ours.stdout).toBe(bare.stdout);
      expect(ours.stderr).toBe(bare.stderr);
      expect(ours.code).toBe(bare.code);
      const called = shapesCalled(bare.stdout);
      expect(called.length).toBeGreaterThan(12);
      const spans = spanCounts(receiver);
      expect(spans).toEqual(Object.fromEntries(called.map((shape) => [shape, 1])));
    } finally {
      await receiver.close();
    }
  });
});

test('what each shape reports: usage where the answer was read, the error where it failed, nothing invented', async () => {
  const receiver = await startReceiver();
  try {
    const env = { PROVIDER_URL: `${provider.url}/v1`, OTEL_EXPORTER_OTLP_ENDPOINT: receiver.grpcUrl };
    await runApp({ args: [`${APPS}/shapes.mjs`, 'openai'], env, preload: true });
    const facts = Object.fromEntries(
      ownSpans(receiver).map((span) => [
        MODEL.exec(span.name)?.[1],
        {
          input: span.attributes['gen_ai.usage.input_tokens'],
          finish: span.attributes['gen_ai.response.finish_reasons'],
          error: span.attributes['error.type'],
          stream: span.attributes['gen_ai.request.stream'],
        },
      ]),
    );
    const read = { input: USAGE.prompt_tokens, finish: ['stop'], error: undefined, stream: undefined };
    const streamed = { ...read, input: undefined, stream: true };
    const unread = { input: undefined, finish: undefined, error: undefined, stream: undefined };
    expect(facts['create']).toEqual(read);
    expect(facts['withResponse']).toEqual(read);
    expect(facts['parse']).toEqual(read);
    expect(facts['stream']).toEqual({ ...streamed, input: USAGE.prompt_tokens });
    expect(facts['helper']).toEqual(streamed);
    expect(facts['tee']).toEqual(streamed);
    expect(facts['readable']).toEqual(streamed);
    expect(facts['asResponse']).toEqual(unread);
    expect(facts['breakFirst']).toEqual({ ...unread, stream: true });
    expect(facts['throwInLoop']).toEqual({ ...unread, stream: true });
    expect(facts['neverRead']).toEqual({ ...unread, stream: true });
    expect(facts['error404']).toEqual({ ...unread, error: 'model_not_found' });
    expect(facts['neverAwaitedFailure']).toEqual(unread);
    expect(facts['abortBySignal']).toEqual({ ...unread, error: 'APIUserAbortError' });
    expect(facts['cutMidStream']).toEqual({ ...unread, stream: true, error: 'TypeError' });
  } finally {
    await receiver.close();
  }
});

/** Shapes that made a call: the app says `unsupported` for what an old major lacks before or after calling. */
function shapesCalled(stdout: string): string[] {
  const lines = stdout
    .trim()
    .split('\n')
    .map((line): Line => JSON.parse(line));
  return lines
    .filter(({ shape, result }) => shape !== 'method' && (result !== 'unsupported' || callsFirst(shape)))
    .map(({ shape }) => shape);
}

/** tee and toReadableStream are looked for on a stream that has already been requested. */
function callsFirst(shape: string): boolean {
  return shape === 'tee' || shape === 'readable';
}

function spanCounts(receiver: Receiver): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const span of ownSpans(receiver)) {
    const shape = MODEL.exec(span.name)?.[1] ?? span.name;
    counts[shape] = (counts[shape] ?? 0) + 1;
  }
  return counts;
}

/** The agent's own spans; the HTTP spans below them are another test's matter. */
function ownSpans(receiver: Receiver): readonly ReceivedSpan[] {
  return receiver.spans().filter(({ scope }) => scope.name === '@x/agent');
}
