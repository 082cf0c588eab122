// An Express route that asks the GenAI library, which asks a plain http server: prints the answer and the headers sent.
const http = require('node:http');

exports.serve = async (express, chat) => {
  const provider = http.createServer((request, response) =>
    response.end(`traced:${request.headers.traceparent !== undefined}`),
  );
  await new Promise((resolve) => provider.listen(0, resolve));
  const app = express();
  app.use((request, response, next) => next());
  app.get('/ask/:name', async (request, response) =>
    response.send(await chat(`http://localhost:${provider.address().port}`)),
  );
  const server = app.listen(0, async () => {
    const answer = await new Promise((resolve) =>
      http.get(`http://localhost:${server.address().port}/ask/me`, (response) => {
        let text = '';
        response
          .on('data', (part) => (text += part))
          .on('end', () => resolve(`${response.statusCode} ${text}`));
      }),
    );
    console.log(process.env.SHOW_TRACED === '1' ? answer : answer.replace(/traced:.*/, 'answered'));
    server.close();
    provider.close();
    server.closeAllConnections();
    provider.closeAllConnections();
  });
};
