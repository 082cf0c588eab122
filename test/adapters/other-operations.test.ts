// Facts about legacy completions, embeddings, images, audio and moderation.
import { describe, expect, test } from '@jest/globals';
import {
  answered,
  asked,
  call,
  completions,
  embeddings,
  folded,
  images,
  moderations,
  speech,
  transcriptions,
} from './driving.ts';

const userText = (content: string): object => ({ role: 'user', parts: [{ type: 'text', content }] });

describe('legacy completions', () => {
  test('a prompt of several strings is one message; tokens are no text', () => {
    expect(completions.request(call({ prompt: ['a', 'b'] })).content?.inputMessages).toEqual([
      {
        role: 'user',
        parts: [
          { type: 'text', content: 'a' },
          { type: 'text', content: 'b' },
        ],
      },
    ]);
    expect(completions.request(call({ prompt: [1, 2] })).content).toEqual({});
  });

  test('streamed choices are joined by index', () => {
    const chunks = [
      { choices: [{ index: 1, text: 'b' }] },
      { choices: [{ index: 0, text: 'a' }] },
      { choices: [{ index: 1, text: '!', finish_reason: 'stop' }] },
    ];
    const { fields, output } = folded(completions, chunks);
    expect(output).toEqual([true, true, true]);
    expect(fields.finishReasons).toEqual(['stop']);
    expect(answered(fields).map(({ parts, finish_reason }) => [parts, finish_reason])).toEqual([
      [[{ type: 'text', content: 'a' }], 'error'],
      [[{ type: 'text', content: 'b!' }], 'stop'],
    ]);
  });
});

describe('embeddings', () => {
  test('asked for by format and dimensions', () =>
    expect(asked(embeddings, { encoding_format: 'base64', dimensions: 256 })).toEqual({
      encodingFormats: ['base64'],
      embeddingDimensions: 256,
    }));

  test.each([
    ['numbers', [0.1, 0.2, 0.3], 3],
    ['a typed array', new Float32Array(5), 5],
    ['base64 floats', Buffer.from(new Float32Array(7).buffer).toString('base64'), 7],
    ['nothing', [], undefined],
  ])('the dimensions are read from %s', (_kind, embedding, dimensions) =>
    expect(embeddings.response({ data: [{ embedding }] }, call({})).embeddingDimensions).toBe(dimensions),
  );

  test('usage has no output tokens', () =>
    expect(
      embeddings.response({ model: 'm', usage: { prompt_tokens: 4, total_tokens: 4 } }, call({})),
    ).toEqual({
      responseModel: 'm',
      inputTokens: 4,
    }));
});

describe('images', () => {
  test('a request says image, and its count where it is not one', () => {
    expect(asked(images, { prompt: 'p', n: 2 })).toEqual({ outputType: 'image', choiceCount: 2 });
    expect(images.request(call({ prompt: 'p' })).content?.inputMessages).toEqual([userText('p')]);
  });

  test('each image is a message: inline with its format, or an address', () => {
    const value = {
      output_format: 'webp',
      data: [{ b64_json: 'aQ==' }, { url: 'https://e.x/i' }],
      usage: { input_tokens: 1 },
    };
    const fields = images.response(value, call({}));
    expect(fields.inputTokens).toBe(1);
    expect(answered(fields).map(({ parts }) => parts)).toEqual([
      [{ type: 'blob', modality: 'image', mime_type: 'image/webp', content: 'aQ==' }],
      [{ type: 'uri', modality: 'image', uri: 'https://e.x/i' }],
    ]);
  });

  test('a stream keeps the completed image', () => {
    const events = [
      { type: 'image_generation.partial_image', b64_json: 'cA==' },
      {
        type: 'image_generation.completed',
        b64_json: 'Yw==',
        output_format: 'png',
        usage: { output_tokens: 9 },
      },
    ];
    const { fields, output } = folded(images, events);
    expect(output).toEqual([true, true]);
    expect(fields.outputTokens).toBe(9);
    expect(answered(fields)[0]?.parts).toEqual([
      { type: 'blob', modality: 'image', mime_type: 'image/png', content: 'Yw==' },
    ]);
  });
});

describe('audio', () => {
  test('speech says its text and instructions and leaves the binary answer alone', () => {
    const request = speech.request(call({ input: 'say', instructions: 'softly' }));
    expect(request).toEqual({
      outputType: 'speech',
      content: {
        inputMessages: [userText('say')],
        systemInstructions: [{ type: 'text', content: 'softly' }],
      },
    });
    const answer = new Response('bytes');
    expect(speech.response(answer, call({}))).toEqual({});
    expect(answer.bodyUsed).toBe(false);
  });

  test('a transcript is text whether it comes as an object or as plain text', () => {
    for (const value of [{ text: 'hello' }, 'hello']) {
      expect(answered(transcriptions.response(value, call({})))[0]?.parts).toEqual([
        { type: 'text', content: 'hello' },
      ]);
    }
  });

  test('a transcript billed by tokens gives usage, one billed by the second none', () => {
    const tokens = {
      type: 'tokens',
      input_tokens: 10,
      output_tokens: 3,
      input_token_details: { audio_tokens: 9 },
    };
    expect(transcriptions.response({ text: 't', usage: tokens }, call({}, false))).toEqual({
      inputTokens: 10,
      outputTokens: 3,
      audioInputTokens: 9,
    });
    expect(
      transcriptions.response({ text: 't', usage: { type: 'duration', seconds: 2 } }, call({}, false)),
    ).toEqual({});
  });

  test('a transcript stream ends with its whole text, or with what had come', () => {
    const delta = { type: 'transcript.text.delta', delta: 'hel' };
    const done = { type: 'transcript.text.done', text: 'hello', usage: { input_tokens: 1 } };
    expect(folded(transcriptions, [delta, done]).output).toEqual([true, false]);
    expect(answered(folded(transcriptions, [delta, done]).fields)).toEqual([
      { role: 'assistant', parts: [{ type: 'text', content: 'hello' }], finish_reason: 'stop' },
    ]);
    expect(answered(folded(transcriptions, [delta]).fields)).toEqual([
      { role: 'assistant', parts: [{ type: 'text', content: 'hel' }], finish_reason: 'error' },
    ]);
  });
});

test('a moderation gives its id and model', () => {
  expect(moderations.response({ id: 'modr-1', model: 'm', results: [] }, call({}))).toEqual({
    responseId: 'modr-1',
    responseModel: 'm',
  });
  expect(moderations.request(call({ input: 'x' })).content?.inputMessages).toEqual([userText('x')]);
});
