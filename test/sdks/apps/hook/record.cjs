// The app's own OpenTelemetry SDK in ten lines: prints one line a span. And clients with a canned answer, no network.
const span = (name) => ({
  isRecording: () => true,
  setAttribute() {},
  setAttributes() {},
  setStatus() {},
  addEvent() {},
  spanContext: () => ({ traceId: '0'.repeat(31) + '1', spanId: '0'.repeat(15) + '1', traceFlags: 1 }),
  end: () => console.log(`SPAN ${name}`),
});
globalThis[Symbol.for('opentelemetry.js.api.1')] = {
  version: '1.9.0',
  trace: { getTracer: () => ({ startSpan: span }) },
};

const messages = [{ role: 'user', content: 'hi' }];
const message = { role: 'assistant', content: 'hello' };
const usage = { prompt_tokens: 1, completion_tokens: 1, total_tokens: 2 };
const completion = {
  id: 'c1',
  object: 'chat.completion',
  model: 'm',
  choices: [{ index: 0, message, finish_reason: 'stop' }],
  usage,
};
const json = (body) =>
  new Response(JSON.stringify(body), { headers: { 'content-type': 'application/json' } });
const say = (answer) => console.log(`ANSWER ${answer.content}`);

/** One chat call of an OpenAI class. */
exports.ask = async (OpenAI) => {
  const client = new OpenAI({
    apiKey: 'sk-test',
    baseURL: 'http://127.0.0.1:9/v1',
    fetch: async () => json(completion),
  });
  say((await client.chat.completions.create({ model: 'm', messages })).choices[0].message);
};

/** One call of a Completions class imported by itself: its client is whatever has `post`. */
exports.askResource = async (Completions) => {
  const client = { post: () => ({ _thenUnwrap: async (read) => read(completion, { options: {} }) }) };
  say((await new Completions(client).create({ model: 'm', messages })).choices[0].message);
};

/** One chat call of an Ollama class. */
exports.askOllama = async (Ollama) => {
  const client = new Ollama({
    host: 'http://127.0.0.1:9',
    fetch: async () => json({ model: 'm', message, done: true }),
  });
  say((await client.chat({ model: 'm', messages })).message);
};
