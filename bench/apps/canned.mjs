// One canned chat completion, plain and as a stream of 500 chunks.
const head = { id: 'chatcmpl-bench', created: 1760000000, model: 'gpt-4o-mini-2024-07-18' };
const usage = { prompt_tokens: 21, completion_tokens: 500, total_tokens: 521 };
const chunk = (fields) =>
  `data: ${JSON.stringify({ ...head, object: 'chat.completion.chunk', ...fields })}\n\n`;
const delta = (index) =>
  chunk({ choices: [{ index: 0, delta: { content: ` word${index}` }, finish_reason: null }] });

export const COMPLETION = JSON.stringify({
  ...head,
  object: 'chat.completion',
  choices: [
    {
      index: 0,
      message: { role: 'assistant', content: 'A short poem about benchmarks.' },
      finish_reason: 'stop',
    },
  ],
  usage,
});

export const STREAM = [
  ...Array.from({ length: 498 }, (_, index) => delta(index)),
  chunk({ choices: [{ index: 0, delta: {}, finish_reason: 'stop' }] }),
  chunk({ choices: [], usage }),
  'data: [DONE]\n\n',
].join('');

export const REQUEST = {
  model: 'gpt-4o-mini',
  temperature: 0.5,
  messages: [{ role: 'user', content: 'Write a short poem.' }],
};
