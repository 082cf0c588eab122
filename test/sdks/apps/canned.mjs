// One chat with an answer made up in place: no network. Prints the text.
import OpenAI from 'openai';
const client = new OpenAI({ apiKey: 'sk-test', fetch: async () => Response.json({ id: 'c1', object: 'chat.completion', model: 'gpt-4o-mini', choices: [{ index: 0, finish_reason: 'stop', message: { role: 'assistant', content: 'hi' } }], usage: { prompt_tokens: 3, completion_tokens: 1, total_tokens: 4 } }) });
console.log((await client.chat.completions.create({ model: 'gpt-4o-mini', messages: [{ role: 'user', content: 'hi' }] })).choices[0].message.content);
