// Ollama's /api/chat with token counts and durations, which the embedded server's own Ollama surface leaves at 0.
import { json } from 'node:stream/consumers';
import { setTimeout as sleep } from 'node:timers/promises';

const CHUNK_CHARACTERS = 24;
const CHUNK_DELAY_MS = 5;
const FIRST_CHUNK_DELAY_MS = 40;

/** What the embedded server mounts at /api: answers every chat with the poem. */
export function ollamaSurface({ content, usage }) {
  return {
    async handleRequest(request, response, pathname) {
      if (request.method !== 'POST' || !pathname.endsWith('/chat')) return false;
      const { model, stream = true } = await json(request);
      const startMs = performance.now();
      const part = (text) => ({
        model,
        created_at: new Date().toISOString(),
        message: { role: 'assistant', content: text },
        done: false,
      });
      const last = (text) => {
        const totalNs = Math.round((performance.now() - startMs) * 1e6);
        return {
          ...part(text),
          done: true,
          done_reason: 'stop',
          total_duration: totalNs,
          prompt_eval_count: usage.prompt_tokens,
          eval_count: usage.completion_tokens,
        };
      };
      await sleep(FIRST_CHUNK_DELAY_MS);
      if (!stream) {
        await sleep((content.length / CHUNK_CHARACTERS) * CHUNK_DELAY_MS);
        response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(last(content)));
        return true;
      }
      response.writeHead(200, { 'content-type': 'application/x-ndjson' });
      for (let at = 0; at < content.length; at += CHUNK_CHARACTERS) {
        response.write(`${JSON.stringify(part(content.slice(at, at + CHUNK_CHARACTERS)))}\n`);
        await sleep(CHUNK_DELAY_MS);
      }
      response.end(`${JSON.stringify(last(''))}\n`);
      return true;
    },
  };
}
