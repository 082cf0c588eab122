// Calls with everything a request can say, through the real client: chat and Responses, whole and streamed, failing.
import { createRequire } from 'node:module';

const { OpenAI } = createRequire(new URL('../sdks/package.json', import.meta.url))('openai');
const client = new OpenAI({ apiKey: 'k', baseURL: process.env.PROVIDER_URL, maxRetries: 0 });
const parameters = { type: 'object', properties: { city: { type: 'string' } }, required: ['city'] };
const image = 'data:image/png;base64,iVBORw0KGgo=';

const chat = {
  model: 'rich',
  messages: [
    { role: 'system', content: 'Be brief.' },
    {
      role: 'user',
      name: 'ann',
      content: [
        { type: 'text', text: 'What is this?' },
        { type: 'image_url', image_url: { url: image } },
        { type: 'image_url', image_url: { url: 'https://example.com/a.png' } },
        { type: 'input_audio', input_audio: { data: 'UklGRg==', format: 'wav' } },
        { type: 'file', file: { file_id: 'file_1' } },
      ],
    },
    {
      role: 'assistant',
      content: null,
      tool_calls: [
        { id: 'call_0', type: 'function', function: { name: 'weather', arguments: '{"city":"Bonn"}' } },
      ],
    },
    { role: 'tool', tool_call_id: 'call_0', content: '{"sky":"grey"}' },
  ],
  tools: [{ type: 'function', function: { name: 'weather', description: 'Weather of a city', parameters } }],
  parallel_tool_calls: true,
  n: 2,
  seed: 7,
  stop: ['END'],
  temperature: 0.5,
  top_p: 0.25,
  top_k: 5,
  max_completion_tokens: 100,
  frequency_penalty: 1,
  presence_penalty: 0.25,
  service_tier: 'flex',
  reasoning_effort: 'high',
  response_format: { type: 'json_schema', json_schema: { name: 'answer', schema: parameters } },
};
const response = {
  instructions: 'Be brief.',
  input: [
    {
      role: 'user',
      content: [
        { type: 'input_text', text: 'What is this?' },
        { type: 'input_image', image_url: image },
        { type: 'input_file', file_id: 'file_1' },
      ],
    },
    { type: 'function_call', call_id: 'call_0', name: 'weather', arguments: '{"city":"Bonn"}' },
    { type: 'function_call_output', call_id: 'call_0', output: '{"sky":"grey"}' },
    { type: 'item_reference', id: 'msg_0' },
  ],
  tools: [
    { type: 'function', name: 'weather', description: 'Weather of a city', parameters },
    { type: 'web_search' },
  ],
  prompt: { id: 'pmpt_1', version: '3', variables: { tone: 'dry' } },
  previous_response_id: 'resp_0',
  reasoning: { effort: 'high' },
  text: { format: { type: 'json_object' } },
  max_output_tokens: 100,
  temperature: 1,
  top_p: 0.25,
  service_tier: 'flex',
};

await client.chat.completions.create(chat);
for await (const _ of await client.chat.completions.create({
  ...chat,
  stream: true,
  stream_options: { include_usage: true },
}));
await client.chat.completions.create({ ...chat, model: 'missing' }).catch(() => undefined);
for (const model of ['completed', 'incomplete', 'failed']) {
  await client.responses.create({ ...response, model });
  for await (const _ of await client.responses.create({ ...response, model, stream: true }));
}
