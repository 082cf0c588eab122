// Values of any shape pass through every reader: what makes no sense is not recorded, and nothing throws.
import { describe, expect, test } from '@jest/globals';
import { adapter as ollama } from '../../instrumentations/adapters/ollama.ts';
import { adapter as openai } from '../../instrumentations/adapters/openai.ts';
import { call } from './driving.ts';

const nothing = [
  undefined,
  null,
  0,
  NaN,
  '',
  'text',
  true,
  10n,
  Symbol('s'),
  [],
  {},
  () => undefined,
  new Map(),
];
const cyclic: Record<string, unknown> = {};
cyclic['self'] = cyclic;
const wrong = [...nothing, [null, 1, 'x', [[]], {}], Object.create(null), cyclic, new Proxy({}, {})];

const KEYS = [
  'messages',
  'choices',
  'content',
  'input',
  'output',
  'usage',
  'tools',
  'prompt',
  'data',
  'message',
  'images',
  'response',
  'item',
  'delta',
  'error',
  'options',
  'instructions',
  'conversation',
  'reasoning',
  'modalities',
];

/** Every wrong value by itself, under every key, and one level down in the lists readers walk. */
const bodies: readonly unknown[] = [
  ...wrong,
  ...KEYS.flatMap((key) => wrong.map((value) => ({ [key]: value }))),
  ...KEYS.flatMap((key) =>
    KEYS.flatMap((inner) => wrong.slice(0, 6).map((value) => ({ [key]: [{ [inner]: value }] }))),
  ),
  ...wrong.map((value) => ({ type: 'response.output_item.done', output_index: value, item: value })),
  ...wrong.map((value) => ({
    choices: [{ index: value, delta: { tool_calls: [{ index: value, function: value }], content: value } }],
  })),
  ...wrong.map((value) => ({
    messages: [
      {
        role: value,
        content: [{ type: value }, { type: 'image_url', image_url: value }],
        tool_calls: [value],
      },
    ],
  })),
];

const methods = [openai, ollama].flatMap(({ id, targets }) =>
  Object.entries(targets).flatMap(([file, list]) =>
    list.flatMap((target) =>
      target.methods.map((method) => [`${id} ${file} ${method.name}`, method] as const),
    ),
  ),
);

describe.each(methods)('%s', (_name, method) => {
  test.each([true, false])('reads them with capture %s', (captureContent) => {
    const wrongly: unknown[] = [];
    for (const body of bodies) {
      const input = { ...call(body, captureContent), self: body };
      const fold = method.fold?.(input);
      const read = [method.identify(input), method.request(input), method.response(body, input)];
      const flag = fold?.chunk(body) ?? false;
      if (fold !== undefined) read.push(fold.fields());
      if (typeof flag !== 'boolean' || read.some((fields) => Object(fields) !== fields)) wrongly.push(body);
    }
    expect(wrongly).toEqual([]);
  });
});
