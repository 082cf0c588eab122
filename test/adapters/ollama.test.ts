// Facts about Ollama: options, images, thinking, tool calls, streams and embeddings.
import { describe, expect, test } from '@jest/globals';
import {
  answered,
  asked,
  call,
  folded,
  ollamaChat,
  ollamaEmbed,
  ollamaEmbeddings,
  ollamaGenerate,
} from './driving.ts';

describe('an Ollama request', () => {
  test('gives its options in the words of the record', () => {
    const options = {
      num_predict: 9,
      temperature: 0,
      top_p: 0.5,
      top_k: 40,
      seed: 1,
      stop: ['a', 'b'],
      frequency_penalty: 1,
      presence_penalty: 2,
    };
    expect(
      asked(ollamaChat, { model: 'm', stream: true, think: 'low', format: { type: 'object' }, options }),
    ).toEqual({
      stream: true,
      reasoningLevel: 'low',
      outputType: 'json',
      maxTokens: 9,
      temperature: 0,
      topP: 0.5,
      topK: 40,
      seed: 1,
      stopSequences: ['a', 'b'],
      frequencyPenalty: 1,
      presencePenalty: 2,
    });
  });

  test('a negative token limit is none, and switched-on thinking has no level', () =>
    expect(asked(ollamaChat, { think: true, options: { num_predict: -1 } })).toEqual({}));

  test('images are blobs from base64 and from bytes; a file name is an address', () => {
    const images = ['aGk=', new Uint8Array([104, 105]), './cat.png'];
    const { content } = ollamaChat.request(call({ messages: [{ role: 'user', content: 'see', images }] }));
    expect(content?.inputMessages?.[0]?.parts).toEqual([
      { type: 'text', content: 'see' },
      { type: 'blob', modality: 'image', content: 'aGk=' },
      { type: 'blob', modality: 'image', content: 'aGk=' },
      { type: 'uri', modality: 'image', uri: './cat.png' },
    ]);
  });

  test('generate keeps system and prompt apart', () =>
    expect(ollamaGenerate.request(call({ prompt: 'p', system: 's' })).content).toEqual({
      inputMessages: [{ role: 'user', parts: [{ type: 'text', content: 'p' }] }],
      systemInstructions: [{ type: 'text', content: 's' }],
    }));

  test('a tool answers by name', () =>
    expect(
      ollamaChat.request(call({ messages: [{ role: 'tool', tool_name: 'f', content: '3' }] })).content
        ?.inputMessages,
    ).toEqual([{ role: 'tool', name: 'f', parts: [{ type: 'tool_call_response', response: '3' }] }]));
});

describe('an Ollama answer', () => {
  test('counts are absent where the server did not report them', () =>
    expect(ollamaChat.response({ model: 'm', message: {}, done_reason: 'stop' }, call({}, false))).toEqual({
      responseModel: 'm',
      finishReasons: ['stop'],
    }));

  test('a stream joins text and thinking and keeps tool calls', () => {
    const called = { function: { name: 'f', arguments: { x: 1 } } };
    const chunks = [
      { model: 'm', message: { role: 'assistant', content: '', thinking: 'h' }, done: false },
      { model: 'm', message: { role: 'assistant', content: '', thinking: 'm' }, done: false },
      { model: 'm', message: { role: 'assistant', content: 'a' }, done: false },
      { model: 'm', message: { role: 'assistant', content: '', tool_calls: [called] }, done: false },
      {
        model: 'm',
        message: { role: 'assistant', content: '' },
        done: true,
        done_reason: 'stop',
        eval_count: 4,
      },
    ];
    const { fields, output } = folded(ollamaChat, chunks);
    expect(output).toEqual([true, true, true, true, false]);
    expect(fields).toMatchObject({ outputTokens: 4, finishReasons: ['stop'] });
    expect(answered(fields)[0]?.parts).toEqual([
      { type: 'reasoning', content: 'hm' },
      { type: 'text', content: 'a' },
      { type: 'tool_call', name: 'f', arguments: { x: 1 } },
    ]);
  });

  test('a stream cut short says error in the message', () => {
    const { fields } = folded(ollamaGenerate, [{ model: 'm', response: 'ha', done: false }]);
    expect(fields.finishReasons).toBeUndefined();
    expect(answered(fields)[0]).toMatchObject({
      finish_reason: 'error',
      parts: [{ type: 'text', content: 'ha' }],
    });
  });

  test('embeddings give the length of the vector, in both generations of the call', () => {
    expect(
      ollamaEmbed.response({ model: 'm', embeddings: [[1, 2]], prompt_eval_count: 3 }, call({})),
    ).toEqual({
      responseModel: 'm',
      embeddingDimensions: 2,
      inputTokens: 3,
    });
    expect(ollamaEmbeddings.response({ embedding: [1, 2, 3] }, call({}))).toEqual({ embeddingDimensions: 3 });
  });
});
