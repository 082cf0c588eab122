// A client and a server, no GenAI library.
const http = require('node:http');
const server = http
  .createServer((request, response) => response.end(`traced:${request.headers.traceparent !== undefined}`))
  .listen(0, () => {
    http.get(`http://localhost:${server.address().port}`, (response) => {
      response.on('data', (part) => console.log(String(part))).on('end', () => server.close());
    });
  });
