// A web app without GenAI: from the start of the process to its first response.
import { get } from 'node:http';
import express from 'express';

const app = express();
app.get('/', (_request, response) => response.send('ok'));
const server = app.listen(0, '127.0.0.1', () => {
  get({ port: server.address().port, host: '127.0.0.1', path: '/' }, (response) => {
    response.resume().on('end', () => {
      const fields = { firstResponseMs: performance.now(), rssMb: process.memoryUsage.rss() / 2 ** 20 };
      process.stdout.write(`BENCH ${JSON.stringify(fields)}\n`, () => process.exit());
    });
  });
});
