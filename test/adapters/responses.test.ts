// Facts about the Responses API: parameters, items, finish reasons, failures, streams.
import { describe, expect, test } from '@jest/globals';
import { answered, asked, call, folded, responses } from './driving.ts';

describe('a Responses request', () => {
  test('gives its parameters in the words of the record', () => {
    const body = {
      model: 'm',
      max_output_tokens: 5,
      temperature: 1,
      top_p: 0.5,
      previous_response_id: 'resp_0',
      conversation: 'conv_1',
      reasoning: { effort: 'high' },
      text: { format: { type: 'json_schema' } },
      service_tier: 'priority',
      prompt: { id: 'pmpt_1', version: '2', variables: { city: 'Oslo' } },
    };
    expect(asked(responses, body)).toEqual({
      maxTokens: 5,
      temperature: 1,
      topP: 0.5,
      previousResponseId: 'resp_0',
      conversationId: 'conv_1',
      reasoningLevel: 'high',
      outputType: 'json',
      openaiServiceTier: 'priority',
      promptName: 'pmpt_1',
      promptVersion: '2',
      openaiApiType: 'responses',
    });
  });

  test('a conversation may be an object', () =>
    expect(asked(responses, { conversation: { id: 'conv_2' } }).conversationId).toBe('conv_2'));

  test('prompt variables are texts', () => {
    const variables = { a: 'x', b: { type: 'input_text', text: 'y' }, c: { type: 'input_image' } };
    expect(responses.request(call({ prompt: { id: 'p', variables } })).content?.promptVariables).toEqual({
      a: 'x',
      b: 'y',
    });
  });

  test('instructions are system instructions, a string input is the user', () => {
    const { content } = responses.request(call({ instructions: 'be brief', input: 'hi' }));
    expect(content?.systemInstructions).toEqual([{ type: 'text', content: 'be brief' }]);
    expect(content?.inputMessages).toEqual([{ role: 'user', parts: [{ type: 'text', content: 'hi' }] }]);
  });

  test('every input item is a message', () => {
    const input = [
      {
        role: 'user',
        content: [
          { type: 'input_text', text: 'q' },
          { type: 'input_image', file_id: 'f1' },
        ],
      },
      { type: 'reasoning', summary: [{ type: 'summary_text', text: 'hm' }] },
      { type: 'function_call', call_id: 'c', name: 'f', arguments: '{}' },
      { type: 'function_call_output', call_id: 'c', output: 'r' },
      { type: 'item_reference', id: 'i' },
    ];
    expect(responses.request(call({ input })).content?.inputMessages).toEqual([
      {
        role: 'user',
        parts: [
          { type: 'text', content: 'q' },
          { type: 'file', modality: 'image', file_id: 'f1' },
        ],
      },
      { role: 'assistant', parts: [{ type: 'reasoning', content: 'hm' }] },
      { role: 'assistant', parts: [{ type: 'tool_call', id: 'c', name: 'f', arguments: {} }] },
      { role: 'tool', parts: [{ type: 'tool_call_response', id: 'c', response: 'r' }] },
      { role: 'assistant', parts: [{ type: 'item_reference', id: 'i' }] },
    ]);
  });

  test('hosted tools are named by their type, MCP servers by their label', () => {
    const tools = [
      { type: 'web_search' },
      { type: 'mcp', server_label: 'docs' },
      { type: 'function', name: 'f', parameters: {} },
    ];
    expect(responses.request(call({ tools })).content?.toolDefinitions).toEqual([
      { type: 'web_search', name: 'web_search' },
      { type: 'mcp', name: 'docs' },
      { type: 'function', name: 'f', parameters: {} },
    ]);
  });
});

const clientCall = { type: 'function_call', call_id: 'c', name: 'f', arguments: '{}' };

describe('a response', () => {
  test.each([
    ['completed', {}, [], 'stop'],
    ['completed', {}, [clientCall], 'tool_call'],
    ['completed', {}, [clientCall, { type: 'function_call_output', call_id: 'c', output: '' }], 'stop'],
    ['completed', {}, [{ type: 'web_search_call', id: 'w' }], 'stop'],
    ['incomplete', { incomplete_details: { reason: 'max_output_tokens' } }, [], 'length'],
    ['incomplete', { incomplete_details: { reason: 'content_filter' } }, [], 'content_filter'],
    ['failed', { error: { code: 'server_error', message: 'x' } }, [], 'error'],
    ['cancelled', {}, [], 'error'],
  ])('%s %j with %j ends with %s', (status, more, output, reason) =>
    expect(responses.response({ status, output, ...more }, call({})).finishReasons).toEqual([reason]),
  );

  test('one that is still running has no finish reason and no message', () =>
    expect(responses.response({ id: 'r', status: 'queued', output: [] }, call({}))).toEqual({
      responseId: 'r',
    }));

  test('a failed one gives the code and the message of its error', () => {
    const error = { code: 'rate_limit_exceeded', message: 'slow down' };
    expect(responses.response({ status: 'failed', error }, call({})).failure).toEqual({
      type: 'rate_limit_exceeded',
      message: 'slow down',
    });
  });

  test('a compaction item is said', () =>
    expect(responses.response({ output: [{ type: 'compaction' }] }, call({})).conversationCompacted).toBe(
      true,
    ));

  test('tools of the provider are server tool calls; a generated image is a blob beside its call', () => {
    const output = [
      { type: 'web_search_call', id: 'w', status: 'completed', action: { type: 'search', query: 'q' } },
      { type: 'image_generation_call', id: 'i', result: 'aW1n', output_format: 'webp' },
      {
        type: 'mcp_call',
        id: 'm',
        name: 'ask',
        server_label: 'docs',
        arguments: '{}',
        output: 'o',
        error: null,
      },
    ];
    expect(answered(responses.response({ status: 'completed', output }, call({})))[0]?.parts).toEqual([
      {
        type: 'server_tool_call',
        id: 'w',
        name: 'web_search',
        server_tool_call: { type: 'web_search_call', action: { type: 'search', query: 'q' } },
      },
      {
        type: 'server_tool_call',
        id: 'i',
        name: 'image_generation',
        server_tool_call: { type: 'image_generation_call', output_format: 'webp' },
      },
      { type: 'blob', modality: 'image', mime_type: 'image/webp', content: 'aW1n' },
      {
        type: 'server_tool_call',
        id: 'm',
        name: 'ask',
        server_tool_call: { type: 'mcp_call', server_label: 'docs', arguments: '{}', output: 'o' },
      },
    ]);
  });
});

describe('a Responses stream', () => {
  test('deltas and tool items are output, bookkeeping is not', () => {
    const events = [
      { type: 'response.created', response: { id: 'r', status: 'in_progress' } },
      { type: 'response.output_item.added', output_index: 0, item: { type: 'message', content: [] } },
      { type: 'response.output_text.delta', output_index: 0, delta: 'a' },
      { type: 'response.output_text.done', output_index: 0, text: 'a' },
      { type: 'response.output_item.added', output_index: 1, item: { type: 'function_call', call_id: 'c' } },
      { type: 'keepalive' },
      { type: 'response.completed', response: { id: 'r', status: 'completed', output: [] } },
    ];
    expect(folded(responses, events).output).toEqual([false, false, true, false, true, false, false]);
  });

  test('one cut short gives what had come', () => {
    const events = [
      { type: 'response.created', response: { id: 'r', model: 'm', status: 'in_progress', output: [] } },
      { type: 'response.output_item.added', output_index: 0, item: { type: 'reasoning', summary: [] } },
      { type: 'response.reasoning_summary_text.delta', output_index: 0, delta: 'th' },
      { type: 'response.reasoning_summary_text.delta', output_index: 0, delta: 'ink' },
      {
        type: 'response.output_item.added',
        output_index: 1,
        item: { type: 'message', role: 'assistant', content: [] },
      },
      { type: 'response.output_text.delta', output_index: 1, delta: 'hal' },
      { type: 'response.output_text.delta', output_index: 1, delta: 'f' },
      { type: 'response.output_item.added', output_index: 2, item: { ...clientCall, arguments: '' } },
      { type: 'response.function_call_arguments.delta', output_index: 2, delta: '{"a"' },
    ];
    const { fields } = folded(responses, events);
    expect(fields).toMatchObject({ responseId: 'r', responseModel: 'm' });
    expect(fields.finishReasons).toBeUndefined();
    expect(answered(fields)).toEqual([
      {
        role: 'assistant',
        finish_reason: 'error',
        parts: [
          { type: 'reasoning', content: 'think' },
          { type: 'text', content: 'half' },
          { type: 'tool_call', id: 'c', name: 'f', arguments: '{"a"' },
        ],
      },
    ]);
  });

  test('items of the stream stand in for an empty output, also for the finish reason', () => {
    const events = [
      { type: 'response.output_item.done', output_index: 0, item: clientCall },
      { type: 'response.completed', response: { status: 'completed', output: [] } },
    ];
    expect(folded(responses, events).fields.finishReasons).toEqual(['tool_call']);
    expect(folded(responses, events, call({}, false)).fields).toEqual({ finishReasons: ['tool_call'] });
  });

  test.each([
    ['flat', { type: 'error', code: 'server_error', message: 'm' }],
    ['nested', { type: 'error', error: { code: 'server_error', message: 'm' } }],
  ])('a %s error event is the failure', (_shape, event) =>
    expect(folded(responses, [event]).fields).toEqual({ failure: { type: 'server_error', message: 'm' } }),
  );

  test('a failed response is the failure', () => {
    const response = { status: 'failed', error: { code: 'invalid_prompt', message: 'm' } };
    expect(folded(responses, [{ type: 'response.failed', response }], call({}, false)).fields).toEqual({
      finishReasons: ['error'],
      failure: { type: 'invalid_prompt', message: 'm' },
    });
  });
});
