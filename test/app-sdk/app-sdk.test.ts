// Apps with an OpenTelemetry SDK of their own, on every API and SDK generation, started before or after the first GenAI call.
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { startProvider } from '../support/provider.ts';
import type { Provider } from '../support/provider.ts';
import { startReceiver } from '../support/receiver/receiver.ts';
import type { Receiver } from '../support/receiver/receiver.ts';
import { runApp } from '../support/run-app.ts';

/** The workspaces of packages/: which API and SDK the app brings. */
const WORKSPACES = ['api-1.4-sdk-1', 'api-1.9-sdk-1', 'api-1.9-sdk-2', 'api-1.10-sdk-3'] as const;

interface AppSpan {
  readonly name: string;
  readonly spanId: string;
  readonly parentSpanId: string;
  readonly traceId: string;
}

interface AppReport {
  readonly registered: readonly boolean[];
  readonly spans: readonly AppSpan[];
  readonly metrics: readonly string[];
  readonly logs: readonly { readonly eventName?: string; readonly model: string }[];
}

let provider: Provider;
beforeAll(async () => {
  provider = await startProvider();
});
afterAll(() => provider.close());

describe.each(WORKSPACES)('an app on %s', (workspace) => {
  test.each(['auto', 'app'])('that starts its SDK first gets everything (GENAI_SDK=%s)', async (mode) => {
    const { app, receiver, stderr } = await run([workspace, 'early'], { GENAI_SDK: mode });
    expect(stderr).toBe('');
    expect(app.registered).toEqual([true, true, true]);
    expect(tree(app.spans)).toEqual([...treeOf('first'), ...treeOf('second')].sort());
    expect(app.metrics).toEqual(
      expect.arrayContaining(['gen_ai.client.operation.duration', 'gen_ai.client.token.usage']),
    );
    // SDK 1 came before the field: the name is lost there.
    const event = workspace.endsWith('-1') ? {} : { eventName: 'gen_ai.client.inference.operation.details' };
    expect(app.logs).toEqual([
      { ...event, model: 'first' },
      { ...event, model: 'second' },
    ]);
    expect(receiver.requests()).toEqual([]);
  });

  test('that starts its SDK after its first call takes over from there, with one line', async () => {
    const { app, receiver, stderr } = await run([workspace, 'late'], { GENAI_SDK: 'auto' });
    expect(stderr.trim().split('\n')).toEqual([expect.stringContaining('GENAI_W104')]);
    expect(app.registered).toEqual([true, true, true]);
    expect(tree(app.spans)).toEqual(treeOf('second'));
    expect(app.logs.map(({ model }) => model)).toEqual(['second']);
    expect(chats(receiver)).toEqual(['chat first']);
    expect(receiver.logs().map(({ attributes }) => attributes['gen_ai.request.model'])).toEqual(['first']);
  });

  test('that starts its SDK after its first call under GENAI_SDK=app gets what follows; the line says what is missing', async () => {
    const { app, receiver, stderr } = await run([workspace, 'late'], { GENAI_SDK: 'app' });
    expect(stderr.trim().split('\n')).toEqual([expect.stringContaining('GENAI_W103')]);
    expect(tree(app.spans)).toEqual(treeOf('second'));
    expect(receiver.requests()).toEqual([]);
  });

  test.each(['early', 'late'])(
    'keeps its own spans and gets none of ours under GENAI_SDK=own (%s)',
    async (start) => {
      const { app, receiver, stderr } = await run([workspace, start], { GENAI_SDK: 'own' });
      expect(stderr).toBe('');
      expect(app.registered).toEqual([true, true, true]);
      const names = start === 'early' ? ['first', 'second'] : ['second'];
      expect(app.spans.map(({ name }) => name).sort()).toEqual(
        names.flatMap((name) => ['POST', name, `${name} kept`]).sort(),
      );
      expect(app.metrics).toEqual([]);
      expect(app.logs).toEqual([]);
      expect(chats(receiver)).toEqual(['chat first', 'chat second']);
    },
  );

  test('that registers a tracer provider alone gets spans, and no other signal is sent anywhere', async () => {
    const { app, receiver } = await run([workspace, 'early'], { APP_SIGNALS: 'traces' });
    expect(tree(app.spans)).toEqual([...treeOf('first'), ...treeOf('second')].sort());
    expect(receiver.requests()).toEqual([]);
  });
});

/** `name<parent`, sorted. */
function tree(spans: readonly AppSpan[]): string[] {
  const names = new Map(spans.map(({ spanId, traceId, name }) => [traceId + spanId, name]));
  return spans
    .map(({ name, traceId, parentSpanId }) => `${name}<${names.get(traceId + parentSpanId) ?? ''}`)
    .sort();
}

/** One unit of the app's work: its span, our chat span in it, the HTTP span in that. */
function treeOf(name: string): string[] {
  return [`${name}<`, `${name} kept<${name}`, `chat ${name}<${name}`, `POST<chat ${name}`].sort();
}

function chats(receiver: Receiver): string[] {
  return receiver
    .spans()
    .map(({ name }) => name)
    .filter((name) => name.startsWith('chat'))
    .sort();
}

async function run(
  args: readonly string[],
  env: Record<string, string>,
): Promise<{ app: AppReport; receiver: Receiver; stderr: string }> {
  const receiver = await startReceiver();
  try {
    // The app brings its own HTTP instrumentation; the agent's general ones would add spans of the same requests.
    const agent = { OTEL_EXPORTER_OTLP_ENDPOINT: receiver.grpcUrl, GENAI_GENERAL: 'off' };
    const settings = { PROVIDER_URL: provider.url, ...agent, ...env };
    const { stdout, stderr } = await runApp({
      args: ['test/app-sdk/app.cjs', ...args],
      env: settings,
      preload: true,
    });
    const app: AppReport = JSON.parse(stdout);
    return { app, receiver, stderr };
  } finally {
    await receiver.close();
  }
}
