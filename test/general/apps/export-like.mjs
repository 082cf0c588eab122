// Requests made as an exporter makes them, with tracing suppressed, by fetch and by http, after telemetry has opened.
import { createServer, get } from 'node:http';
import './genai.cjs';
const server = createServer((request, response) =>
  response.end(`traced:${request.headers.traceparent !== undefined}`),
);
await globalThis.chatSpan(async () => undefined);
await new Promise((resolve) => server.listen(0, resolve));
const origin = `http://localhost:${server.address().port}`;
console.log(await globalThis.suppressed(async () => (await fetch(origin)).text()));
await globalThis.suppressed(
  () =>
    new Promise((resolve) =>
      get(origin, (response) => response.on('data', (part) => console.log(String(part))).on('end', resolve)),
    ),
);
server.close();
server.closeAllConnections();
