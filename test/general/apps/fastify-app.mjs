// A Fastify route that asks the GenAI library. Fastify has no OTel instrumentation of its own here: http gives the span.
import Fastify from '../../sdks/node_modules/fastify/fastify.js';
import { chat } from './genai.cjs';
import { createServer, get } from 'node:http';
const provider = createServer((request, response) => response.end('answered'));
await new Promise((resolve) => provider.listen(0, resolve));
const app = Fastify();
app.get('/ask', async () => chat(`http://localhost:${provider.address().port}`));
const origin = await app.listen({ port: 0 });
await new Promise((resolve) =>
  get(`${origin}/ask`, (response) =>
    response.on('data', (part) => console.log(String(part))).on('end', resolve),
  ),
);
await app.close();
provider.close();
provider.closeAllConnections();
