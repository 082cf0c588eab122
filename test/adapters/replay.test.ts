// Recorded traffic, served to the real clients: what the adapters say is what the bytes say.
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { Adapter, CallInput, Method } from '../../instrumentations/adapters/adapter.ts';
import { adapter as ollamaAdapter } from '../../instrumentations/adapters/ollama.ts';
import { adapter as openaiAdapter } from '../../instrumentations/adapters/openai.ts';
import type { Part } from '../../instrumentations/record/messages.ts';
import type { Fields } from '../../instrumentations/record/record.ts';
import { haveRecordings, readExchanges } from '../support/recordings/exchange.ts';
import type { Exchange } from '../support/recordings/exchange.ts';
import { startReplayServer } from '../support/recordings/replay-server.ts';
import type { ReplayServer } from '../support/recordings/replay-server.ts';
import { clientFor, operationOf } from './operations.ts';
import type { Operation } from './operations.ts';
import { at, documents } from './wire-reading.ts';
import type { Reading } from './wire-reading.ts';

const ADAPTERS: Readonly<Record<Operation['adapter'], Adapter>> = {
  openai: openaiAdapter,
  ollama: ollamaAdapter,
};

/** Provider folder -> exchanges replayed at the last count; may only rise. */
const FLOORS: Readonly<Record<string, number>> = { openai: 487, 'azure-openai': 14, ollama: 10 };
const PROVIDER_NAMES: Readonly<Record<string, string>> = { 'azure-openai': 'azure.ai.openai' };

/** Why an exchange cannot be replayed; undefined where it can. */
function unusable(exchange: Exchange): string | undefined {
  if (operationOf(exchange) === undefined) return `no operation for ${exchange.path}`;
  if (exchange.status >= 400) return `HTTP ${exchange.status}: the client throws, there is nothing to read`;
  return exchange.response === undefined ? 'the response body was not recorded' : undefined;
}

function methodOf(operation: Operation): Method {
  const [target] = ADAPTERS[operation.adapter].targets[operation.fileKey] ?? [];
  const method = target?.methods.find(({ name }) => name === operation.method);
  if (method === undefined) throw new Error(`no method ${operation.method} in ${operation.fileKey}`);
  return method;
}

/** What is frozen cannot be written to: an adapter that tries throws. */
function deepFreeze(value: unknown): unknown {
  if (typeof value !== 'object' || value === null || ArrayBuffer.isView(value)) return value;
  Object.values(value).forEach(deepFreeze);
  return Object.freeze(value);
}

async function foldOrRead(method: Method, value: unknown, input: CallInput): Promise<Fields> {
  const iterable = Object(value);
  if (method.fold === undefined || typeof iterable[Symbol.asyncIterator] !== 'function')
    return method.response(deepFreeze(value), input);
  const fold = method.fold(input);
  try {
    for await (const chunk of iterable) fold.chunk(deepFreeze(chunk));
  } catch (error) {
    // An error event ends the stream; the engine reads the failure from what was thrown.
    return { ...fold.fields(), failure: { type: String(at(error, 'code')) } };
  }
  return fold.fields();
}

/** The adapter's fields in the words of the independent reading. */
function asReading(fields: Fields): Reading {
  const messages = fields.content?.outputMessages ?? [];
  const parts = messages.flatMap((message) => message.parts);
  const textOf = (all: readonly Part[], type: string) =>
    all.map((part) => (part.type === type ? String(Reflect.get(part, 'content')) : '')).join('');
  const usage = Object.entries(fields).filter(([key]) => key.endsWith('Tokens') && key !== 'maxTokens');
  return {
    id: fields.responseId,
    model: fields.responseModel,
    reasons: fields.finishReasons ?? [],
    usage: Object.fromEntries(usage),
    texts: messages.map((message) => textOf(message.parts, 'text')),
    reasoning: textOf(parts, 'reasoning'),
    hosted: parts.flatMap((part) => (part.type === 'server_tool_call' ? [part.server_tool_call.type] : [])),
    media: parts.flatMap((part) =>
      part.type === 'blob' ? [part.content] : part.type === 'uri' ? [part.uri] : [],
    ),
    dimensions: fields.embeddingDimensions,
    calls: parts.flatMap((part) =>
      part.type === 'tool_call' ? [{ id: part.id, name: part.name, arguments: part.arguments }] : [],
    ),
  };
}

async function replay(exchange: Exchange, server: ReplayServer, captureContent: boolean): Promise<Fields> {
  const operation = operationOf(exchange);
  if (operation === undefined || exchange.response === undefined) throw new Error('unusable');
  const { streamed } = documents(exchange.response);
  const self = Object(at(clientFor(exchange.provider, server.origin), ...operation.resource));
  const recorded = Object(exchange.request) === exchange.request ? exchange.request : {};
  const body = { ...(await operation.least()), ...Object(recorded), ...(streamed ? { stream: true } : {}) };
  const input: CallInput = { self, args: [body], captureContent };
  const method = methodOf(operation);
  expect(method.identify(input)).toEqual({
    operation: expect.any(String),
    provider: PROVIDER_NAMES[exchange.provider] ?? exchange.provider,
    ...(body.model === undefined ? {} : { requestModel: body.model }),
    serverAddress: '127.0.0.1',
    serverPort: server.port,
  });
  const request = method.request({ ...input, args: [deepFreeze(JSON.parse(JSON.stringify(body)))] });
  expect(request.stream).toBe(streamed ? true : undefined);
  server.answerWith(exchange.status, exchange.response);
  const value: unknown = await self[operation.method](body);
  return foldOrRead(method, value, input);
}

const available = haveRecordings();
const providers = available ? Object.keys(FLOORS) : [];

describe('recorded traffic reads the same through the adapters as from the bytes', () => {
  let server: ReplayServer;
  beforeAll(async () => {
    server = await startReplayServer();
  });
  afterAll(() => server.close());

  test('the recordings are there, or their absence is said', () => expect(typeof available).toBe('boolean'));

  for (const provider of providers) {
    const exchanges = readExchanges(provider);
    const unused = exchanges.flatMap((exchange) => unusable(exchange) ?? []);
    const usable = exchanges.filter((exchange) => unusable(exchange) === undefined);

    test(`${provider}: no fewer exchanges are replayed than before`, () => {
      const lines = exchanges.flatMap((exchange) => {
        const reason = unusable(exchange);
        return reason === undefined ? [] : [`  unused: ${exchange.name}: ${reason}`];
      });
      console.log(
        [`${provider}: replayed ${usable.length} of ${usable.length + unused.length}`, ...lines].join('\n'),
      );
      expect(usable.length).toBeGreaterThanOrEqual(FLOORS[provider] ?? Infinity);
    });

    test.each(usable.map((exchange) => [exchange.name, exchange] as const))('%s', async (_name, exchange) => {
      const { all, streamed } = documents(exchange.response ?? Buffer.alloc(0));
      const expected = operationOf(exchange)?.read(all, streamed);
      const fields = await replay(exchange, server, true);
      const { texts, ...rest } = asReading(fields);
      const { texts: expectedTexts, ...expectedRest } = {
        hosted: [],
        media: [],
        ...expected,
        texts: expected?.texts ?? [],
      };
      expect(rest).toEqual(expectedRest);
      expect(texts.filter((text) => text !== '')).toEqual(expectedTexts.filter((text) => text !== ''));

      const bare = await replay(exchange, server, false);
      const { content, ...withoutContent } = fields;
      expect(bare).toEqual(withoutContent);
      expect(content === undefined || JSON.stringify(content).length > 0).toBe(true);
    });

    const streams = usable.filter(({ response }) => response !== undefined && documents(response).streamed);
    test.each(streams.map((exchange) => [exchange.name, exchange] as const))(
      '%s, left half-way, gives what had come',
      (_name, exchange) => {
        const { all } = documents(exchange.response ?? Buffer.alloc(0));
        const half = all.slice(0, Math.ceil(all.length / 2));
        const operation = operationOf(exchange);
        if (operation === undefined) throw new Error('unusable');
        const input: CallInput = { self: {}, args: [{}], captureContent: true };
        const fold = methodOf(operation).fold?.(input);
        for (const chunk of half) fold?.chunk(deepFreeze(chunk));
        const said = asReading(fold?.fields() ?? {});
        const { id, model, reasons, usage, texts, reasoning } = operation.read(half, true);
        expect(said).toMatchObject({ id, model, reasons, usage, reasoning });
        expect(said.texts.join('')).toBe(texts.join(''));
      },
    );
  }
});
