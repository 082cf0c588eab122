// An openai client whose fetch answers from memory.
import OpenAI from 'openai';
import { COMPLETION, STREAM } from './canned.mjs';

const streamBytes = new TextEncoder().encode(STREAM);

export const client = new OpenAI({
  apiKey: 'bench',
  baseURL: 'http://127.0.0.1/v1',
  fetch: async (_url, { body }) =>
    body.includes('"stream":true')
      ? new Response(streamBytes, { headers: { 'content-type': 'text/event-stream' } })
      : new Response(COMPLETION, { headers: { 'content-type': 'application/json' } }),
});

export const report = (fields) =>
  process.stdout.write(
    `BENCH ${JSON.stringify({ ...fields, rssMb: process.memoryUsage.rss() / 2 ** 20 })}\n`,
  );
