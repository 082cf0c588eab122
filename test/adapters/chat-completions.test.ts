// Facts about Chat Completions: parameters, messages, finish reasons, usage.
import { describe, expect, test } from '@jest/globals';
import { answered, asked, call, chat } from './driving.ts';

describe('a chat request', () => {
  test('gives its parameters in the words of the record', () => {
    const body = {
      model: 'm',
      max_tokens: 10,
      temperature: 0.5,
      top_p: 0.9,
      seed: 0,
      stop: 'END',
      frequency_penalty: 0.1,
      presence_penalty: -0.1,
      n: 2,
      reasoning_effort: 'low',
      service_tier: 'flex',
      stream: true,
    };
    expect(asked(chat, body)).toEqual({
      maxTokens: 10,
      temperature: 0.5,
      topP: 0.9,
      seed: 0,
      stopSequences: ['END'],
      frequencyPenalty: 0.1,
      presencePenalty: -0.1,
      choiceCount: 2,
      reasoningLevel: 'low',
      openaiServiceTier: 'flex',
      openaiApiType: 'chat_completions',
      stream: true,
    });
  });

  test.each([
    ['one choice is not said', { n: 1 }],
    ['the automatic tier is not said', { service_tier: 'auto' }],
    ['not streaming is not said', { stream: false }],
    ['null parameters are not there', { temperature: null, stop: null, response_format: null }],
    [
      'parameters of a wrong type are not there',
      { temperature: '0.5', max_tokens: 1.5, seed: 'x', stop: [1] },
    ],
  ])('%s', (_fact, body) => expect(asked(chat, body)).toEqual({ openaiApiType: 'chat_completions' }));

  test('the newer name of the token limit wins', () =>
    expect(asked(chat, { max_tokens: 1, max_completion_tokens: 2 }).maxTokens).toBe(2));

  test.each([
    [{ response_format: { type: 'json_schema' } }, 'json'],
    [{ response_format: { type: 'json_object' } }, 'json'],
    [{ response_format: { type: 'text' } }, 'text'],
    [{ modalities: ['text', 'audio'] }, 'speech'],
    [{ response_format: { type: 'toString' } }, undefined],
    [{}, undefined],
  ])('%j asks for %s', (body, type) => expect(asked(chat, body).outputType).toBe(type));

  test('without capture there is no content', () =>
    expect(asked(chat, { messages: [{ role: 'user', content: 'x' }] }).content).toBeUndefined());

  test('system and developer messages stay in the history', () => {
    const messages = [
      { role: 'system', content: 's' },
      { role: 'developer', content: 'd', name: 'dev' },
    ];
    const { content } = chat.request(call({ messages }));
    expect(content?.systemInstructions).toBeUndefined();
    expect(content?.inputMessages).toEqual([
      { role: 'system', parts: [{ type: 'text', content: 's' }] },
      { role: 'developer', name: 'dev', parts: [{ type: 'text', content: 'd' }] },
    ]);
  });

  test('tool calls and their answers keep their ids; arguments are parsed, or stay text', () => {
    const messages = [
      {
        role: 'assistant',
        content: null,
        tool_calls: [
          { id: 'a', type: 'function', function: { name: 'f', arguments: '{"x":1}' } },
          { id: 'b', type: 'function', function: { name: 'g', arguments: '{broken' } },
          { id: 'c', type: 'custom', custom: { name: 'h', input: 'free text' } },
        ],
      },
      { role: 'tool', tool_call_id: 'a', content: 'done' },
    ];
    expect(chat.request(call({ messages })).content?.inputMessages).toEqual([
      {
        role: 'assistant',
        parts: [
          { type: 'tool_call', id: 'a', name: 'f', arguments: { x: 1 } },
          { type: 'tool_call', id: 'b', name: 'g', arguments: '{broken' },
          { type: 'tool_call', id: 'c', name: 'h', arguments: 'free text' },
        ],
      },
      { role: 'tool', parts: [{ type: 'tool_call_response', id: 'a', response: 'done' }] },
    ]);
  });

  test('images, sound and files become blobs, addresses and files', () => {
    const content = [
      { type: 'image_url', image_url: { url: 'data:image/png;base64,aGk=' } },
      { type: 'image_url', image_url: { url: 'https://e.x/a.png' } },
      { type: 'input_audio', input_audio: { data: 'c28=', format: 'wav' } },
      { type: 'file', file: { file_id: 'file-1' } },
      { type: 'file', file: { filename: 'a.pdf', file_data: 'data:application/pdf;base64,cGRm' } },
      { type: 'hologram', depth: 3 },
    ];
    const [message] =
      chat.request(call({ messages: [{ role: 'user', content }] })).content?.inputMessages ?? [];
    expect(message?.parts).toEqual([
      { type: 'blob', modality: 'image', mime_type: 'image/png', content: 'aGk=' },
      { type: 'uri', modality: 'image', uri: 'https://e.x/a.png' },
      { type: 'blob', modality: 'audio', mime_type: 'audio/wav', content: 'c28=' },
      { type: 'file', modality: 'document', file_id: 'file-1' },
      { type: 'blob', modality: 'document', mime_type: 'application/pdf', content: 'cGRm' },
      { type: 'generic', generic_type: 'hologram', depth: 3 },
    ]);
  });

  test('tools are named by type and name, also the legacy functions', () => {
    const parameters = { type: 'object' };
    const tools = [
      { type: 'function', function: { name: 'f', description: 'd', parameters } },
      { type: 'custom', custom: { name: 'c' } },
    ];
    expect(chat.request(call({ tools })).content?.toolDefinitions).toEqual([
      { type: 'function', name: 'f', description: 'd', parameters },
      { type: 'custom', name: 'c' },
    ]);
    expect(chat.request(call({ functions: [{ name: 'old' }] })).content?.toolDefinitions).toEqual([
      { type: 'function', name: 'old' },
    ]);
  });
});

describe('a chat answer', () => {
  test.each([
    ['stop', 'stop'],
    ['length', 'length'],
    ['content_filter', 'content_filter'],
    ['tool_calls', 'tool_call'],
    ['function_call', 'tool_call'],
    ['insufficient_system_resource', 'insufficient_system_resource'],
  ])('%s is %s', (given, said) =>
    expect(chat.response({ choices: [{ finish_reason: given }] }, call({})).finishReasons).toEqual([said]),
  );

  test('what was not reported is not there', () =>
    expect(chat.response({ id: '', usage: null, service_tier: null, choices: [] }, call({}))).toEqual({}));

  test('a reported zero is a zero', () =>
    expect(
      chat.response({ usage: { prompt_tokens: 0, prompt_tokens_details: { cached_tokens: 0 } } }, call({})),
    ).toEqual({ inputTokens: 0, cacheReadInputTokens: 0 }));

  test("DeepSeek's and Moonshot's cache figures count as cached input", () => {
    expect(chat.response({ usage: { prompt_cache_hit_tokens: 3 } }, call({})).cacheReadInputTokens).toBe(3);
    expect(chat.response({ usage: { cached_tokens: 4 } }, call({})).cacheReadInputTokens).toBe(4);
  });

  test('each choice is a message; refusals and reasoning are parts of their own', () => {
    const choices = [
      { finish_reason: 'stop', message: { role: 'assistant', content: 'a', reasoning_content: 'why' } },
      { finish_reason: null, message: { role: 'assistant', content: null, refusal: 'no' } },
    ];
    const fields = chat.response({ choices }, call({}));
    expect(fields.finishReasons).toEqual(['stop']);
    expect(answered(fields)).toEqual([
      {
        role: 'assistant',
        finish_reason: 'stop',
        parts: [
          { type: 'reasoning', content: 'why' },
          { type: 'text', content: 'a' },
        ],
      },
      { role: 'assistant', finish_reason: 'error', parts: [{ type: 'refusal', refusal: 'no' }] },
    ]);
  });
});
