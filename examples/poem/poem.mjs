// An ordinary app that asks two models for a poem, at once and as a stream. It knows nothing of telemetry.
import { Ollama } from 'ollama';
import OpenAI from 'openai';

const messages = [
  {
    role: 'system',
    content: 'You are a poetic assistant, skilled in crafting beautiful poems about technical topics.',
  },
  {
    role: 'user',
    content:
      'Write a short, creative poem about OpenTelemetry, the open-source observability framework. ' +
      'Focus on its ability to provide insights and visibility into distributed systems.',
  },
];

const ollama = new Ollama({ host: process.env.OLLAMA_HOST });
const local = { model: process.env.OLLAMA_MODEL ?? 'llama3.2', messages };

const answer = await ollama.chat(local);
print('ollama', answer.message.content);

let text = '';
for await (const part of await ollama.chat({ ...local, stream: true })) text += part.message.content;
print('ollama, streamed', text);

// Takes OPENAI_API_KEY and OPENAI_BASE_URL from the environment.
const openai = new OpenAI();
const remote = { model: process.env.OPENAI_MODEL ?? 'gpt-4o-mini', messages };

const completion = await openai.chat.completions.create(remote);
print('openai', completion.choices[0].message.content);

text = '';
const stream = await openai.chat.completions.create({
  ...remote,
  stream: true,
  stream_options: { include_usage: true },
});
for await (const chunk of stream) text += chunk.choices[0]?.delta.content ?? '';
print('openai, streamed', text);

function print(title, poem) {
  console.log(`${title}: ${poem.split('\n', 1)[0]} … (${poem.length} characters)`);
}
