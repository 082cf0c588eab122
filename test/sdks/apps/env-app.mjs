// Does what its arguments say, one after another: calls, waits, spans of its own. What each environment variable changes shows outside.
import { context, logs, propagation, ROOT_CONTEXT, trace } from '@opentelemetry/api';
import OpenAI from 'openai';

const client = new OpenAI({
  apiKey: process.env.ENV_APP_API_KEY ?? 'sk-test-0123456789',
  baseURL: process.env.PROVIDER_URL,
  maxRetries: 0,
});
const messages = [{ role: 'user', content: 'a line of a poem' }];
const range = (count) => Array.from({ length: count }, (_, index) => index);
const twoAttributes = { first: 1, second: 2 };

async function chat(model) {
  await client.chat.completions.create({ model, messages });
}

/** What the app itself reads of a stream: its text, and chunks without a choice. */
async function stream(model) {
  const answer = await client.chat.completions.create({ model, messages, stream: true });
  let text = '';
  let bare = 0;
  for await (const chunk of answer) {
    text += chunk.choices[0]?.delta?.content ?? '';
    if (chunk.choices.length === 0) bare++;
  }
  console.log(`stream=${text} bare=${bare}`);
}

/** A call below a parent that came from elsewhere; `flags` 1 is sampled. */
async function below(flags) {
  const parent = {
    traceId: '0af7651916cd43dd8448eb211c80319c',
    spanId: 'b7ad6b7169203331',
    traceFlags: Number(flags),
    isRemote: true,
  };
  await context.with(trace.setSpanContext(ROOT_CONTEXT, parent), () => chat(`below-${flags}`));
}

function carry() {
  const carrier = {};
  const baggage = propagation.createBaggage({ tenant: { value: 'blue' } });
  const span = trace.getTracer('env-app').startSpan('carry');
  propagation.inject(propagation.setBaggage(trace.setSpan(context.active(), span), baggage), carrier);
  span.end();
  console.log(`carrier=${Object.keys(carrier).sort().join(',')}`);
}

/** A span with three events and three links, each with two attributes. */
function rich() {
  const linked = { traceId: '0af7651916cd43dd8448eb211c80319c', spanId: 'b7ad6b7169203331', traceFlags: 1 };
  const links = range(3).map(() => ({ context: linked, attributes: twoAttributes }));
  const span = trace.getTracer('env-app').startSpan('rich', { links });
  for (const index of range(3)) span.addEvent(`event-${index}`, twoAttributes);
  span.end();
}

/** An SDK of the app's own that keeps nothing. */
function register() {
  trace.setGlobalTracerProvider({ getTracer: () => trace.getTracer('nobody') });
}

async function scrape(url) {
  const response = await fetch(url);
  console.log(await response.text());
}

const STEPS = {
  chat,
  stream,
  below,
  carry,
  rich,
  register,
  scrape,
  fail: (model) => chat(`${model}-missing`).catch((error) => console.log(`failed=${error.status}`)),
  refused: (model) => chat(model).catch((error) => console.log(`failed=${error.status}`)),
  wait: (ms) => new Promise((resolve) => setTimeout(resolve, Number(ms))),
  print: (name) => console.log(`${name}=${process.env[name] ?? ''}`),
  spans: (count) =>
    range(Number(count)).forEach((index) => trace.getTracer('env-app').startSpan(`burst-${index}`).end()),
  logs: (count) =>
    range(Number(count)).forEach((index) => logs.getLogger('env-app').emit({ body: `burst-${index}` })),
};

for (const step of process.argv.slice(2)) {
  const [name, ...rest] = step.split(':');
  await STEPS[name](rest.join(':') || 'model');
}
