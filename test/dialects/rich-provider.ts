// A provider whose answers carry everything the conventions have an attribute for: chat and Responses, whole and streamed.
import { createServer } from 'node:http';
import type { ServerResponse } from 'node:http';

const USAGE = {
  prompt_tokens: 100,
  completion_tokens: 50,
  total_tokens: 150,
  prompt_tokens_details: { cached_tokens: 40, cache_write_tokens: 10, audio_tokens: 5 },
  completion_tokens_details: { reasoning_tokens: 20, audio_tokens: 7 },
};
const RESPONSE_USAGE = {
  input_tokens: 100,
  output_tokens: 50,
  total_tokens: 150,
  input_tokens_details: { cached_tokens: 40 },
  output_tokens_details: { reasoning_tokens: 20 },
};
const CHAT = {
  id: 'chatcmpl-rich',
  created: 1,
  model: 'rich-001',
  system_fingerprint: 'fp_rich',
  service_tier: 'priority',
};

const toolCall = (id: string, city: string) => ({
  id,
  type: 'function',
  function: { name: 'weather', arguments: JSON.stringify({ city }) },
});

/** One choice with reasoning and two parallel tool calls, one that refuses. */
const CHOICES = [
  {
    index: 0,
    finish_reason: 'tool_calls',
    message: {
      role: 'assistant',
      content: 'Looking.',
      reasoning_content: 'Two cities.',
      tool_calls: [toolCall('call_1', 'Rome'), toolCall('call_2', 'Oslo')],
    },
  },
  {
    index: 1,
    finish_reason: 'content_filter',
    message: { role: 'assistant', content: null, refusal: 'I cannot say.' },
  },
];

/** Items of a Responses answer: reasoning, a hosted search, a call, a compaction, text with a refusal. */
const OUTPUT = [
  { type: 'reasoning', id: 'rs_1', summary: [{ type: 'summary_text', text: 'Thinking.' }] },
  { type: 'web_search_call', id: 'ws_1', status: 'completed', action: { type: 'search', query: 'weather' } },
  {
    type: 'function_call',
    id: 'fc_1',
    call_id: 'call_1',
    name: 'weather',
    arguments: '{"city":"Rome"}',
    status: 'completed',
  },
  { type: 'compaction', id: 'cmp_1', encrypted_content: 'gAAA' },
  {
    type: 'message',
    id: 'msg_1',
    role: 'assistant',
    status: 'completed',
    content: [
      { type: 'output_text', text: 'Sunny.', annotations: [] },
      { type: 'refusal', refusal: 'No more.' },
    ],
  },
];
const OUTCOMES: Readonly<Record<string, object>> = {
  completed: { status: 'completed', output: OUTPUT },
  incomplete: {
    status: 'incomplete',
    incomplete_details: { reason: 'max_output_tokens' },
    output: OUTPUT.slice(0, 1),
  },
  failed: { status: 'failed', error: { code: 'server_error', message: 'The model broke.' }, output: [] },
};

interface Asked {
  readonly model?: string;
  readonly stream?: boolean;
}

/** Starts the provider. A Responses model is named for its outcome: completed, incomplete or failed. */
export async function startRichProvider(): Promise<{ readonly url: string; close(): Promise<void> }> {
  const server = createServer((request, response) => {
    let body = '';
    request.on('data', (chunk: Buffer) => (body += chunk.toString()));
    request.on('end', () => {
      const asked: Asked = JSON.parse(body);
      if (request.url === '/v1/chat/completions') chat(asked, response);
      else responses(asked, response);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  return {
    url: `http://127.0.0.1:${port}/v1`,
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
}

function chat(asked: Asked, response: ServerResponse): void {
  if (asked.model === 'missing')
    return send(response, 404, {
      error: { message: 'No such model.', type: 'invalid_request_error', code: 'model_not_found' },
    });
  if (asked.stream !== true)
    return send(response, 200, { ...CHAT, object: 'chat.completion', choices: CHOICES, usage: USAGE });
  const chunk = (index: number, delta: object, finish_reason: string | null = null) => ({
    ...CHAT,
    object: 'chat.completion.chunk',
    choices: [{ index, delta, finish_reason }],
  });
  const call = (index: number, id: string, city: string) => [
    chunk(0, { tool_calls: [{ index, id, type: 'function', function: { name: 'weather', arguments: '' } }] }),
    chunk(0, { tool_calls: [{ index, function: { arguments: '{"city":' } }] }),
    chunk(0, { tool_calls: [{ index, function: { arguments: `"${city}"}` } }] }),
  ];
  stream(response, [
    chunk(0, { role: 'assistant', content: '' }),
    chunk(0, { reasoning_content: 'Two cities.' }),
    chunk(0, { content: 'Looking.' }),
    chunk(1, { role: 'assistant', refusal: 'I cannot say.' }),
    ...call(0, 'call_1', 'Rome'),
    ...call(1, 'call_2', 'Oslo'),
    chunk(0, {}, 'tool_calls'),
    chunk(1, {}, 'content_filter'),
    { ...CHAT, object: 'chat.completion.chunk', choices: [], usage: USAGE },
  ]);
}

function responses(asked: Asked, response: ServerResponse): void {
  const outcome = asked.model ?? '';
  const base = {
    id: 'resp_rich',
    object: 'response',
    created_at: 1,
    model: `${outcome}-001`,
    service_tier: 'priority',
    conversation: { id: 'conv_1' },
    tools: [],
  };
  const whole = { ...base, usage: RESPONSE_USAGE, ...OUTCOMES[outcome] };
  if (asked.stream !== true) return send(response, 200, whole);
  stream(response, [
    {
      type: 'response.created',
      sequence_number: 0,
      response: { ...base, status: 'in_progress', output: [] },
    },
    {
      type: 'response.output_text.delta',
      sequence_number: 1,
      item_id: 'msg_1',
      output_index: 0,
      content_index: 0,
      delta: 'Sun',
    },
    {
      type: 'response.output_text.delta',
      sequence_number: 2,
      item_id: 'msg_1',
      output_index: 0,
      content_index: 0,
      delta: 'ny.',
    },
    { type: `response.${outcome}`, sequence_number: 3, response: whole },
  ]);
}

function stream(response: ServerResponse, events: readonly object[]): void {
  response.writeHead(200, { 'content-type': 'text/event-stream' });
  for (const event of events) response.write(`data: ${JSON.stringify(event)}\n\n`);
  response.end('data: [DONE]\n\n');
}

function send(response: ServerResponse, status: number, body: object): void {
  response.writeHead(status, { 'content-type': 'application/json' });
  response.end(JSON.stringify(body));
}
