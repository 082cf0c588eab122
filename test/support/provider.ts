// A provider server with fixed answers: chat completions, responses, embeddings and Ollama, streamed and not, and its failures.
import { createServer } from 'node:http';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A running provider. */
export interface Provider {
  readonly url: string;
  /** Requests served so far: method, path, body and headers as they came. */
  readonly requests: { path: string; body: string; headers: IncomingMessage['headers'] }[];
  close(): Promise<void>;
}

/** Tokens that every answer reports. */
export const USAGE = { prompt_tokens: 11, completion_tokens: 7, total_tokens: 18 } as const;

/** The words of every answer, one stream chunk each. */
export const WORDS = ['Roses', ' are', ' red'] as const;

/** Starts the provider on a free port. Models named `missing`, `cut` and `slow-*` fail, break off, and take their time. */
export async function startProvider(): Promise<Provider> {
  const requests: Provider['requests'] = [];
  const server = createServer((request, response) => {
    let body = '';
    request.on('data', (chunk: Buffer) => (body += chunk.toString()));
    request.on('end', () => {
      const path = request.url ?? '';
      requests.push({ path, body, headers: request.headers });
      void answer(path, JSON.parse(body === '' ? '{}' : body), response);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    requests,
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
}

interface Asked {
  model?: string;
  stream?: boolean;
  stream_options?: { include_usage?: boolean };
}

async function answer(path: string, asked: Asked, response: ServerResponse): Promise<void> {
  const model = asked.model ?? '';
  response.setHeader('x-request-id', 'req_1');
  if (model.startsWith('slow')) await new Promise((resolve) => setTimeout(resolve, 300));
  if (model.includes('missing')) {
    send(response, 404, {
      error: {
        message: 'no such model',
        type: 'invalid_request_error',
        param: null,
        code: 'model_not_found',
      },
    });
  } else if (path.endsWith('/chat/completions')) {
    chat(asked, model, response);
  } else if (path.endsWith('/embeddings')) {
    send(response, 200, {
      object: 'list',
      model: `${model}-001`,
      data: [{ object: 'embedding', index: 0, embedding: [0.1, 0.2, 0.3] }],
      usage: { prompt_tokens: 11, total_tokens: 11 },
    });
  } else if (path.endsWith('/responses')) {
    send(response, 200, {
      id: 'resp_1',
      object: 'response',
      status: 'completed',
      model: `${model}-001`,
      output: [
        {
          type: 'message',
          id: 'msg_1',
          role: 'assistant',
          status: 'completed',
          content: [{ type: 'output_text', text: WORDS.join(''), annotations: [] }],
        },
      ],
      usage: {
        input_tokens: 11,
        output_tokens: 7,
        total_tokens: 18,
        input_tokens_details: { cached_tokens: 0 },
        output_tokens_details: { reasoning_tokens: 0 },
      },
    });
  } else if (path.endsWith('/api/chat')) {
    ollamaChat(asked, model, response);
  } else {
    send(response, 501, { error: { message: `not served: ${path}` } });
  }
}

function chat(asked: Asked, model: string, response: ServerResponse): void {
  const base = { id: 'chatcmpl-1', created: 1, model: `${model}-001`, system_fingerprint: 'fp_1' };
  if (asked.stream !== true) {
    const message = { role: 'assistant', content: WORDS.join(''), refusal: null };
    send(response, 200, {
      ...base,
      object: 'chat.completion',
      choices: [{ index: 0, message, finish_reason: 'stop', logprobs: null }],
      usage: USAGE,
    });
    return;
  }
  const chunk = (delta: object, finish_reason: string | null) => ({
    ...base,
    object: 'chat.completion.chunk',
    choices: [{ index: 0, delta, finish_reason }],
  });
  const events: object[] = [
    chunk({ role: 'assistant', content: '' }, null),
    ...WORDS.map((content) => chunk({ content }, null)),
    chunk({}, 'stop'),
  ];
  if (asked.stream_options?.include_usage === true)
    events.push({ ...base, object: 'chat.completion.chunk', choices: [], usage: USAGE });
  response.writeHead(200, { 'content-type': 'text/event-stream' });
  if (model.includes('cut')) {
    for (const event of events.slice(0, 3)) response.write(`data: ${JSON.stringify(event)}\n\n`);
    setTimeout(() => response.destroy(), 50);
    return;
  }
  for (const event of events) response.write(`data: ${JSON.stringify(event)}\n\n`);
  response.end('data: [DONE]\n\n');
}

function ollamaChat(asked: Asked, model: string, response: ServerResponse): void {
  const last = {
    model,
    created_at: '2026-01-01T00:00:00Z',
    done: true,
    done_reason: 'stop',
    prompt_eval_count: 11,
    eval_count: 7,
  };
  const part = (content: string) => ({
    model,
    created_at: '2026-01-01T00:00:00Z',
    message: { role: 'assistant', content },
  });
  if (asked.stream !== true) {
    send(response, 200, { ...part(WORDS.join('')), ...last });
    return;
  }
  response.writeHead(200, { 'content-type': 'application/x-ndjson' });
  for (const word of WORDS) response.write(`${JSON.stringify({ ...part(word), done: false })}\n`);
  response.end(`${JSON.stringify({ ...part(''), ...last })}\n`);
}

function send(response: ServerResponse, status: number, body: object): void {
  response.writeHead(status, { 'content-type': 'application/json' });
  response.end(JSON.stringify(body));
}
