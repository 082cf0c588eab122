// Two fetches of an app that has loaded a GenAI library but not called it.
import { createServer } from 'node:http';
import './genai.cjs';
const server = createServer((request, response) => response.end('ok'));
await new Promise((resolve) => server.listen(0, resolve));
for (const path of ['/first', '/second']) {
  console.log(await (await fetch(`http://localhost:${server.address().port}${path}`)).text());
}
server.close();
server.closeAllConnections();
