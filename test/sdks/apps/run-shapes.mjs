// Calls a client in every way people call it and prints what the app sees, one JSON line a shape. The model names the shape.
const messages = [{ role: 'user', content: 'a line of a poem' }];

const describe = (value) => (value === undefined ? 'undefined' : value);
const settle = (ms) => new Promise((resolve) => setTimeout(resolve, ms));

async function words(stream) {
  let text = '';
  for await (const chunk of stream) text += chunk.choices[0]?.delta?.content ?? '';
  return text;
}

/** Shape name -> what an app does; the result is printed. Missing features of old majors print `unsupported`. */
const SHAPES = {
  async create({ client, model }) {
    const promise = client.chat.completions.create({ model, messages });
    const value = await promise;
    return { class: promise.constructor.name, again: (await promise) === value, id: value.id, keys: Object.keys(promise), text: value.choices[0].message.content };
  },
  async stream({ client, model }) {
    const stream = await client.chat.completions.create({ model, messages, stream: true, stream_options: { include_usage: true } });
    return { class: stream.constructor.name, keys: Object.keys(stream), text: await words(stream), controller: stream.controller instanceof AbortController };
  },
  async withResponse({ client, model }) {
    const { data, response } = await client.chat.completions.create({ model, messages }).withResponse();
    return { id: data.id, status: response.status };
  },
  async streamWithResponse({ client, model }) {
    const { data, response } = await client.chat.completions.create({ model, messages, stream: true }).withResponse();
    return { status: response.status, text: await words(data) };
  },
  async asResponse({ client, model }) {
    const response = await client.chat.completions.create({ model, messages }).asResponse();
    return { used: response.bodyUsed, id: (await response.json()).id };
  },
  async parse({ client, model }) {
    const completions = client.chat.completions.parse ? client.chat.completions : client.beta?.chat?.completions;
    if (!completions?.parse) return 'unsupported';
    const value = await completions.parse({ model, messages });
    return { text: value.choices[0].message.content };
  },
  async helper({ client, model }) {
    const completions = client.chat.completions.stream ? client.chat.completions : client.beta?.chat?.completions;
    if (!completions?.stream) return 'unsupported';
    const stream = completions.stream({ model, messages });
    const deltas = [];
    stream.on('content', (delta) => deltas.push(delta));
    const final = await stream.finalChatCompletion();
    return { class: stream.constructor.name, deltas, text: final.choices[0].message.content };
  },
  async runTools({ client, model }) {
    const completions = client.chat.completions.runTools ? client.chat.completions : client.beta?.chat?.completions;
    if (!completions?.runTools) return 'unsupported';
    const tool = { type: 'function', function: { name: 'now', description: 'time', parameters: { type: 'object', properties: {} }, parse: JSON.parse, function: () => 'noon' } };
    return { text: await completions.runTools({ model, messages, tools: [tool] }).finalContent() };
  },
  async breakFirst({ client, model }) {
    const stream = await client.chat.completions.create({ model, messages, stream: true });
    let seen = 0;
    for await (const _ of stream) {
      seen++;
      break;
    }
    return { seen, aborted: stream.controller.signal.aborted };
  },
  async throwInLoop({ client, model }) {
    const stream = await client.chat.completions.create({ model, messages, stream: true });
    try {
      for await (const _ of stream) throw new Error('app');
    } catch (error) {
      return { message: error.message, aborted: stream.controller.signal.aborted };
    }
  },
  async tee({ client, model }) {
    const stream = await client.chat.completions.create({ model, messages, stream: true });
    if (!stream.tee) return 'unsupported';
    const [left, right] = stream.tee();
    return { left: await words(left), right: await words(right) };
  },
  async readable({ client, model }) {
    const stream = await client.chat.completions.create({ model, messages, stream: true });
    if (!stream.toReadableStream) return 'unsupported';
    return { text: await new Response(stream.toReadableStream()).text() };
  },
  async error404({ client, model }) {
    const promise = client.chat.completions.create({ model: `${model}-missing`, messages });
    try {
      await promise;
    } catch (error) {
      return { class: error.constructor.name, status: error.status, code: describe(error.code), message: error.message };
    }
  },
  async catchOnly({ client, model }) {
    return client.chat.completions.create({ model: `${model}-missing`, messages }).catch((error) => error.status);
  },
  async neverAwaitedFailure({ client, model, unhandled }) {
    client.chat.completions.create({ model: `${model}-missing`, messages });
    await settle(150);
    return { unhandled: unhandled.splice(0) };
  },
  async abortBySignal({ client, model }) {
    const controller = new AbortController();
    setTimeout(() => controller.abort(), 50);
    try {
      await client.chat.completions.create({ model: `slow-${model}`, messages }, { signal: controller.signal });
    } catch (error) {
      return { class: error.constructor.name, message: error.message };
    }
  },
  async abortByController({ client, model }) {
    const stream = await client.chat.completions.create({ model, messages, stream: true });
    let seen = 0;
    for await (const _ of stream) {
      seen++;
      stream.controller.abort();
    }
    return { stopped: seen < 6 };
  },
  async cutMidStream({ client, model }) {
    const stream = await client.chat.completions.create({ model: `${model}-cut`, messages, stream: true });
    try {
      return { text: await words(stream) };
    } catch (error) {
      return { class: error.constructor.name, message: error.message };
    }
  },
  async neverRead({ client, model }) {
    const stream = await client.chat.completions.create({ model, messages, stream: true });
    return { class: stream.constructor.name };
  },
  async frozen({ client, model }) {
    const value = await client.chat.completions.create(Object.freeze({ model, messages: Object.freeze([...messages]) }));
    return { id: value.id };
  },
  async embeddings({ client, model }) {
    const value = await client.embeddings.create({ model, input: 'a', encoding_format: 'float' });
    return { length: value.data[0].embedding.length };
  },
  async responses({ client, model }) {
    if (!client.responses) return 'unsupported';
    const value = await client.responses.create({ model, input: 'a line' });
    return { id: value.id, text: value.output_text };
  },
};

/** Runs every shape against `OPENAI_BASE_URL` and prints the results. */
export async function run(OpenAI) {
  const unhandled = [];
  process.on('unhandledRejection', (error) => unhandled.push(error.status ?? error.message));
  const client = new OpenAI({ apiKey: 'sk-test-0123456789', baseURL: process.env.PROVIDER_URL, maxRetries: 0 });
  const { create } = client.chat.completions;
  console.log(JSON.stringify({ shape: 'method', name: create.name, length: create.length, own: Object.keys(client.chat.completions) }));
  for (const [shape, call] of Object.entries(SHAPES)) {
    let result;
    try {
      result = await call({ client, model: `shape-${shape}`, unhandled });
    } catch (error) {
      result = { threw: `${error.constructor.name}: ${error.message}` };
    }
    console.log(JSON.stringify({ shape, result, unhandled: unhandled.splice(0) }));
  }
}
