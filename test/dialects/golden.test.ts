// Rich calls end to end: every attribute, event, point and message that leaves is named, typed and shaped as the conventions say.
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { startReceiver } from '../support/receiver/receiver.ts';
import type { ReceivedLog, ReceivedSpan, Receiver } from '../support/receiver/receiver.ts';
import { runApp } from '../support/run-app.ts';
import { attributeErrors, conventions, messageErrors, partErrors } from './conventions.ts';
import { startRichProvider } from './rich-provider.ts';

const DETAILS = 'gen_ai.client.inference.operation.details';
const EXCEPTION = 'gen_ai.client.operation.exception';
const INFERENCE = conventions.spans['gen_ai.inference.client']?.attributes ?? [];
const OPENAI = conventions.spans['openai.inference.client']?.attributes ?? [];

let receiver: Receiver;
beforeAll(async () => {
  const provider = await startRichProvider();
  receiver = await startReceiver();
  const env = {
    PROVIDER_URL: provider.url,
    OTEL_EXPORTER_OTLP_ENDPOINT: receiver.grpcUrl,
    GENAI_CAPTURE_CONTENT: 'both',
  };
  const { code, stderr } = await runApp({ args: ['test/dialects/rich-app.mjs'], env, preload: true });
  await provider.close();
  if (code !== 0 || stderr !== '') throw new Error(`The app ended with ${code}.\n${stderr}`);
});
afterAll(() => receiver.close());

/** Spans of LLM calls: HTTP spans are the general instrumentations' affair. */
const chats = (): ReceivedSpan[] => receiver.spans().filter(({ scope }) => scope.name === '@x/agent');
const details = (): ReceivedLog[] => receiver.logs().filter(({ eventName }) => eventName === DETAILS);

function spanOf(model: string, streamed: boolean): ReceivedSpan {
  const span = chats().find(
    ({ name, attributes }) =>
      name === `chat ${model}` && (attributes['gen_ai.request.stream'] === true) === streamed,
  );
  if (span === undefined) throw new Error(`No span for ${model}`);
  return span;
}

function eventOf(model: string, streamed: boolean): ReceivedLog {
  const { spanId } = spanOf(model, streamed);
  const event = details().find((log) => log.spanId === spanId);
  if (event === undefined) throw new Error(`No event for ${model}`);
  return event;
}

test("nine calls are nine spans and nine events of the conventions' schema", () => {
  expect(chats()).toHaveLength(9);
  expect(details()).toHaveLength(9);
  for (const { scope, kind } of chats())
    expect([scope.schemaUrl, kind]).toEqual([conventions.schemaUrl, 'client']);
});

test("every span attribute is the conventions' own and has their type", () => {
  for (const { attributeTypes } of chats())
    expect(attributeErrors(attributeTypes, OPENAI, false)).toEqual([]);
});

test('every event attribute too, with structured content', () => {
  for (const { attributeTypes } of details())
    expect(attributeErrors(attributeTypes, OPENAI, true)).toEqual([]);
  const exceptions = receiver.logs().filter(({ eventName }) => eventName === EXCEPTION);
  for (const { attributeTypes } of exceptions)
    expect(attributeErrors(attributeTypes, conventions.events[EXCEPTION]?.attributes ?? [], true)).toEqual(
      [],
    );
  expect(exceptions.map(({ severityNumber }) => severityNumber)).toContain(13);
});

test("every metric is the conventions' own: unit, boundaries, delta, attributes and their types", () => {
  const ours = receiver.metrics().filter(({ scope }) => scope.name === '@x/agent');
  for (const { name, unit, kind, temporality, points } of ours) {
    const row = conventions.metrics[name];
    expect([name, kind, unit, temporality]).toEqual([name, 'histogram', row?.unit, 'delta']);
    for (const point of points) {
      expect(point.explicitBounds).toEqual(row?.boundaries);
      expect(
        attributeErrors(
          point.attributeTypes,
          [...(row?.attributes ?? []), ...(row?.vendorAttributes ?? [])],
          false,
        ),
      ).toEqual([]);
    }
  }
  const names = ['duration', 'time_per_output_chunk', 'time_to_first_chunk'].map(
    (end) => `gen_ai.client.operation.${end}`,
  );
  expect([...new Set(ours.map(({ name }) => name))].sort()).toEqual([...names, 'gen_ai.client.token.usage']);
});

test('status is error exactly where error.type is, and never ok', () => {
  for (const { status, attributes } of chats()) {
    expect(status.code).toBe(attributes['error.type'] === undefined ? 'unset' : 'error');
  }
});

test('spans and events say the same of a call', () => {
  for (const span of chats()) {
    const event = details().find(({ spanId }) => spanId === span.spanId);
    expect(Object.keys(event?.attributes ?? {}).sort()).toEqual(Object.keys(span.attributes).sort());
    for (const name of [
      'gen_ai.input.messages',
      'gen_ai.output.messages',
      'gen_ai.tool.definitions',
      'gen_ai.system_instructions',
    ]) {
      const text = span.attributes[name];
      if (typeof text === 'string') expect(event?.attributes[name]).toEqual(JSON.parse(text));
    }
  }
});

test("messages have the shape of their parts' own definitions", () => {
  for (const { attributes } of details()) {
    expect(messageErrors(attributes['gen_ai.input.messages'], false)).toEqual([]);
    if (attributes['gen_ai.output.messages'] !== undefined)
      expect(messageErrors(attributes['gen_ai.output.messages'], true)).toEqual([]);
    if (attributes['gen_ai.system_instructions'] !== undefined)
      expect(partErrors(attributes['gen_ai.system_instructions'])).toEqual([]);
  }
});

test('the attributes of the inference span that these calls produce', () => {
  const produced = new Set(
    chats()
      .flatMap(({ attributes }) => Object.keys(attributes))
      .map((name) => name.replace(/^(gen_ai\.prompt\.variable)\..*/, '$1')),
  );
  const present = INFERENCE.filter((name) => produced.has(name));
  process.stdout.write(`inference attributes produced: ${present.length} of ${INFERENCE.length}\n`);
  expect(INFERENCE.filter((name) => !produced.has(name))).toEqual([]);
});

describe.each([
  ['whole', false],
  ['streamed', true],
])('a chat, %s', (_, streamed) => {
  test('says what was asked and answered', () => {
    const { attributes } = spanOf('rich', streamed);
    expect(attributes).toMatchObject({
      'gen_ai.operation.name': 'chat',
      'gen_ai.provider.name': 'openai',
      'gen_ai.request.choice.count': 2,
      'gen_ai.request.seed': 7,
      'gen_ai.request.stop_sequences': ['END'],
      'gen_ai.request.temperature': 0.5,
      'gen_ai.request.top_k': 5,
      'gen_ai.request.top_p': 0.25,
      'gen_ai.request.max_tokens': 100,
      'gen_ai.request.frequency_penalty': 1,
      'gen_ai.request.presence_penalty': 0.25,
      'gen_ai.request.reasoning.level': 'high',
      'gen_ai.output.type': 'json',
      'gen_ai.response.id': 'chatcmpl-rich',
      'gen_ai.response.model': 'rich-001',
      'gen_ai.response.finish_reasons': ['tool_call', 'content_filter'],
      'gen_ai.usage.input_tokens': 100,
      'gen_ai.usage.output_tokens': 50,
      'gen_ai.usage.cache_read.input_tokens': 40,
      'gen_ai.usage.cache_creation.input_tokens': 10,
      'gen_ai.usage.reasoning.output_tokens': 20,
      'openai.api.type': 'chat_completions',
      'openai.request.service_tier': 'flex',
      'openai.response.service_tier': 'priority',
      'openai.response.system_fingerprint': 'fp_rich',
    });
    expect('gen_ai.response.time_to_first_chunk' in attributes).toBe(streamed);
  });

  test('carries both choices: reasoning, text, parallel tool calls, and a refusal', () => {
    const call = (id: string, city: string) => ({
      type: 'tool_call',
      id,
      name: 'weather',
      arguments: { city },
    });
    expect(eventOf('rich', streamed).attributes['gen_ai.output.messages']).toEqual([
      {
        role: 'assistant',
        finish_reason: 'tool_call',
        parts: [
          { type: 'reasoning', content: 'Two cities.' },
          { type: 'text', content: 'Looking.' },
          call('call_1', 'Rome'),
          call('call_2', 'Oslo'),
        ],
      },
      {
        role: 'assistant',
        finish_reason: 'content_filter',
        parts: [expect.objectContaining({ refusal: 'I cannot say.' })],
      },
    ]);
  });

  test('carries the input: system, five kinds of parts, a tool call and its answer', () => {
    const messages = eventOf('rich', streamed).attributes['gen_ai.input.messages'];
    expect(messages).toEqual([
      { role: 'system', parts: [{ type: 'text', content: 'Be brief.' }] },
      {
        role: 'user',
        name: 'ann',
        parts: [
          { type: 'text', content: 'What is this?' },
          expect.objectContaining({ type: 'blob', modality: 'image', mime_type: 'image/png' }),
          { type: 'uri', modality: 'image', uri: 'https://example.com/a.png' },
          expect.objectContaining({ type: 'blob', modality: 'audio', mime_type: 'audio/wav' }),
          { type: 'file', modality: 'document', file_id: 'file_1' },
        ],
      },
      {
        role: 'assistant',
        parts: [{ type: 'tool_call', id: 'call_0', name: 'weather', arguments: { city: 'Bonn' } }],
      },
      { role: 'tool', parts: [{ type: 'tool_call_response', id: 'call_0', response: expect.anything() }] },
    ]);
  });
});

describe.each([
  ['whole', false],
  ['streamed', true],
])('a response, %s', (_, streamed) => {
  test('that completes says so', () => {
    expect(spanOf('completed', streamed).attributes).toMatchObject({
      'gen_ai.conversation.id': 'conv_1',
      'gen_ai.conversation.compacted': true,
      'gen_ai.prompt.name': 'pmpt_1',
      'gen_ai.prompt.version': '3',
      'gen_ai.prompt.variable.tone': 'dry',
      'gen_ai.request.previous_response.id': 'resp_0',
      'gen_ai.usage.reasoning.output_tokens': 20,
      'openai.api.type': 'responses',
    });
  });

  test("that fails is an error with the provider's code", () => {
    const { attributes, status } = spanOf('failed', streamed);
    expect(attributes['error.type']).toBe('server_error');
    expect(attributes['gen_ai.response.finish_reasons']).toEqual(['error']);
    expect(status).toEqual({ code: 'error', message: 'The model broke.' });
  });

  test('that is incomplete is none, and ended by length', () => {
    const { attributes } = spanOf('incomplete', streamed);
    expect(attributes['error.type']).toBeUndefined();
    expect(attributes['gen_ai.response.finish_reasons']).toEqual(['length']);
  });
});
