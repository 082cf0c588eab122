// Facts about Chat Completions streams: what is output, how pieces join, what a cut stream says.
import { describe, expect, test } from '@jest/globals';
import { answered, call, chat, folded } from './driving.ts';

const delta = (value: object, index = 0, finish_reason: string | null = null): object => ({
  choices: [{ index, delta: value, finish_reason }],
});

describe('a chat stream', () => {
  test('only content, reasoning and tool calls are output', () => {
    const chunks = [
      delta({ role: 'assistant', content: '' }),
      delta({ content: 'a' }),
      delta({ reasoning: 'r' }),
      delta({ tool_calls: [] }),
      delta({ tool_calls: [{ index: 0, function: { arguments: '' } }] }),
      delta({}, 0, 'stop'),
      { choices: [], usage: { prompt_tokens: 1 } },
    ];
    expect(folded(chat, chunks).output).toEqual([false, true, true, false, true, false, false]);
  });

  test('parallel tool calls are told apart by their index', () => {
    const chunks = [
      delta({ tool_calls: [{ index: 0, id: 'a', function: { name: 'f', arguments: '' } }] }),
      delta({ tool_calls: [{ index: 1, id: 'b', function: { name: 'g', arguments: '{"y"' } }] }),
      delta({ tool_calls: [{ index: 0, function: { arguments: '{"x":1}' } }] }),
      delta({ tool_calls: [{ index: 1, function: { arguments: ':2}' } }] }),
      delta({}, 0, 'tool_calls'),
    ];
    expect(answered(folded(chat, chunks).fields)[0]?.parts).toEqual([
      { type: 'tool_call', id: 'a', name: 'f', arguments: { x: 1 } },
      { type: 'tool_call', id: 'b', name: 'g', arguments: { y: 2 } },
    ]);
  });

  test.each([
    ['without an index', undefined],
    ['with the same index', 0],
  ])('tool calls %s are told apart by their ids', (_case, index) => {
    const chunks = [
      delta({ tool_calls: [{ index, id: 'a', function: { name: 'f', arguments: '{}' } }] }),
      delta({ tool_calls: [{ index, id: 'b', function: { name: 'g', arguments: '{"z"' } }] }),
      delta({ tool_calls: [{ function: { arguments: ':3}' } }] }),
    ];
    expect(answered(folded(chat, chunks).fields)[0]?.parts).toEqual([
      { type: 'tool_call', id: 'a', name: 'f', arguments: {} },
      { type: 'tool_call', id: 'b', name: 'g', arguments: { z: 3 } },
    ]);
  });

  test('choices are kept apart and stay in order', () => {
    const chunks = [
      delta({ content: 'b' }, 1),
      delta({ content: 'a' }, 0),
      delta({}, 1, 'length'),
      delta({}, 0, 'stop'),
    ];
    const { fields } = folded(chat, chunks);
    expect(fields.finishReasons).toEqual(['stop', 'length']);
    expect(answered(fields).map(({ parts }) => parts)).toEqual([
      [{ type: 'text', content: 'a' }],
      [{ type: 'text', content: 'b' }],
    ]);
  });

  test('a stream cut short says error in the message and no finish reason', () => {
    const { fields } = folded(chat, [delta({ content: 'half' })]);
    expect(fields.finishReasons).toBeUndefined();
    expect(answered(fields)).toEqual([
      { role: 'assistant', parts: [{ type: 'text', content: 'half' }], finish_reason: 'error' },
    ]);
  });

  test('a stream cut before its first chunk says nothing', () => expect(folded(chat, []).fields).toEqual({}));

  test('an empty id and model of a first chunk are passed over', () => {
    const chunks = [
      { id: '', model: '', choices: [] },
      { id: 'c', model: 'm', ...delta({ content: 'a' }) },
    ];
    expect(folded(chat, chunks).fields).toMatchObject({ responseId: 'c', responseModel: 'm' });
  });

  test.each([
    ['beside the choices', { choices: [], usage: { prompt_tokens: 7 } }],
    ["under Groq's name", { choices: [], x_groq: { usage: { prompt_tokens: 7 } } }],
    [
      "inside Moonshot's choice",
      { choices: [{ index: 0, delta: {}, finish_reason: 'stop', usage: { prompt_tokens: 7 } }] },
    ],
  ])('usage is found %s', (_where, chunk) => expect(folded(chat, [chunk]).fields.inputTokens).toBe(7));

  test('without capture ids, reasons and usage are kept and no text', () => {
    const chunks = [{ id: 'c', ...delta({ content: 'secret' }) }, delta({}, 0, 'stop')];
    const { fields, output } = folded(chat, chunks, call({}, false));
    expect(output).toEqual([true, false]);
    expect(fields).toEqual({ responseId: 'c', finishReasons: ['stop'] });
  });
});
