// The semconv dialect against the generated table: every name, type, unit and boundary is the conventions' own.
import { describe, expect, test } from '@jest/globals';
import { spawnSync } from 'node:child_process';
import { semconv } from '../../instrumentations/emitters/dialects/semconv.ts';
import { FIELDS } from '../../instrumentations/record/fields.ts';
import { ROOT } from '../support/run-app.ts';
import { attributeErrors, conventions, messageErrors } from './conventions.ts';

/** Fields the conventions have no attribute for. */
const WITHOUT_NAME = ['audioInputTokens', 'audioOutputTokens'];

/** The spans whose attributes the dialect's fields may be. */
const allowed = ['openai.inference.client', 'gen_ai.embeddings.client'].flatMap(
  (span) => conventions.spans[span]?.attributes ?? [],
);

test('the table is what the conventions say, where they are at hand', () => {
  const { status, stderr } = spawnSync(process.execPath, ['scripts/semconv-table.mjs', '--check'], {
    cwd: ROOT,
    encoding: 'utf8',
    env: { ...process.env, CI: '' },
  });
  if (stderr !== '') process.stderr.write(stderr);
  expect(status).toBe(0);
});

test('the schema URL is that of the table', () => expect(semconv.schemaUrl).toBe(conventions.schemaUrl));

describe('fields', () => {
  test.each(Object.entries(semconv.attributes))(
    '%s is sent as %s, with the declared type, on a span that has it',
    (field, name) => {
      expect(conventions.attributes[name]).toBe(
        Object.entries(FIELDS).find(([key]) => key === field)?.[1].type,
      );
      expect(allowed).toContain(name);
    },
  );

  test('every field has a name but those the conventions lack', () => {
    expect(Object.keys(FIELDS).filter((field) => !(field in semconv.attributes))).toEqual(WITHOUT_NAME);
  });

  test('every attribute of the inference span has a source', () => {
    const { inputMessages, outputMessages, systemInstructions, toolDefinitions } = semconv.content;
    const content = [inputMessages, outputMessages, systemInstructions, toolDefinitions];
    const sources = [
      ...Object.values(semconv.attributes),
      ...content,
      semconv.errorType,
      semconv.promptVariablePrefix.slice(0, -1),
    ];
    expect(
      conventions.spans['gen_ai.inference.client']?.attributes.filter((name) => !sources.includes(name)),
    ).toEqual([]);
    for (const name of content) expect(conventions.attributes[name]).toBe('any');
  });

  test('what samplers look at is known at the start', () => {
    const start = Object.entries(FIELDS).flatMap(([field, { start: isStart }]) => (isStart ? [field] : []));
    expect(start.sort()).toEqual(['operation', 'provider', 'requestModel', 'serverAddress', 'serverPort']);
  });
});

describe('metrics', () => {
  test.each(Object.values(semconv.metrics))(
    '$name has the unit, description, boundaries and attributes of the conventions',
    (metric) => {
      const row = conventions.metrics[metric.name];
      expect(row?.instrument).toBe('histogram');
      expect({ unit: metric.unit, description: metric.description, boundaries: metric.boundaries }).toEqual({
        unit: row?.unit,
        description: row?.description,
        boundaries: row?.boundaries,
      });
      for (const field of semconv.metricFields) expect(row?.attributes).toContain(semconv.attributes[field]);
    },
  );

  test('tokens are told apart by gen_ai.token.type', () => {
    expect(semconv.tokenType).toEqual({ name: 'gen_ai.token.type', input: 'input', output: 'output' });
  });
});

test("both events are the conventions' own", () => {
  for (const name of Object.values(semconv.events)) expect(Object.keys(conventions.events)).toContain(name);
});

test('the judge of received attributes rejects unknown names, wrong places, wrong types and unstructured content', () => {
  const allowed = ['gen_ai.request.seed', 'gen_ai.input.messages'];
  const types = {
    'gen_ai.request.seed': 'double',
    'gen_ai.nothing': 'string',
    'server.port': 'int',
    'gen_ai.input.messages': 'string',
  };
  expect(attributeErrors(types, allowed, true)).toHaveLength(4);
  expect(
    attributeErrors({ 'gen_ai.request.seed': 'int', 'gen_ai.input.messages': 'kvlist[]' }, allowed, true),
  ).toEqual([]);
});

test.each([
  ['a message without parts', [{ role: 'user', finish_reason: 'stop' }]],
  ['an answer without a finish reason', [{ role: 'assistant', parts: [] }]],
  [
    'a tool call without a name',
    [{ role: 'assistant', finish_reason: 'stop', parts: [{ type: 'tool_call' }] }],
  ],
  [
    'a text that is a number',
    [{ role: 'assistant', finish_reason: 'stop', parts: [{ type: 'text', content: 1 }] }],
  ],
  [
    'a blob without modality',
    [{ role: 'assistant', finish_reason: 'stop', parts: [{ type: 'blob', content: '' }] }],
  ],
])('the judge of messages rejects %s', (_, messages) =>
  expect(messageErrors(messages, true)).toHaveLength(1),
);
