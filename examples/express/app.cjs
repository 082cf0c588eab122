// The same Express app as CommonJS: node --import @x/agent/register app.cjs
const express = require('express');
const { OpenAI } = require('openai');

// Takes OPENAI_API_KEY and OPENAI_BASE_URL from the environment.
const openai = new OpenAI();
const app = express();

app.get('/poem/:topic', async (request, response) => {
  const completion = await openai.chat.completions.create({
    model: process.env.OPENAI_MODEL ?? 'gpt-4o-mini',
    messages: [{ role: 'user', content: `Write a short poem about ${request.params.topic}.` }],
  });
  response.send(completion.choices[0].message.content);
});

const server = app.listen(Number(process.env.PORT ?? 3000), () => {
  console.log(`http://localhost:${server.address().port}/poem/telemetry`);
});

process.once('SIGTERM', () => {
  server.close();
  server.closeIdleConnections();
});
