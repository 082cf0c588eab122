// The providers of the demo: an embedded server that answers as OpenAI and as Ollama, for what the environment does not name.
import { LLMock } from '@copilotkit/aimock';
import { ollamaSurface } from './ollama-surface.mjs';

const POEMS = {
  ollama: {
    content: `In tangled nets of services, where requests roam,
A span is lit at every door, a lantern far from home.
The traces draw the road they took, the metrics keep the beat,
And logs remember what was said in every crowded street.

OpenTelemetry, thread of gold through systems split and wide,
You show the fault, you show the wait, there is no place to hide.`,
    usage: { prompt_tokens: 77, completion_tokens: 96, total_tokens: 173 },
  },
  openai: {
    content: `A thousand services whisper at night;
OpenTelemetry listens, and turns on the light.
From edge to database, hop upon hop,
It knows where you started and where you will stop.

No vendor can own it, no boundary can blind:
One open language for systems of every kind.`,
    usage: { prompt_tokens: 52, completion_tokens: 68, total_tokens: 120 },
  },
};

/** Variables that point the app at its providers, a line for people, and what to stop at the end. */
export async function startProviders(env) {
  const real = { ollama: env.OLLAMA_HOST, openai: env.OPENAI_API_KEY };
  if (real.ollama && real.openai) {
    return { env: {}, lines: [ollamaLine(env), openaiLine(env)], stop: async () => undefined };
  }
  const server = new LLMock({ port: 0, chunkSize: 24 });
  const streaming = { streamingProfile: { ttft: 40, tps: 200 } };
  server.on({ userMessage: 'OpenTelemetry' }, { ...POEMS.openai, finishReason: 'stop' }, streaming);
  server.mount('/api', ollamaSurface(POEMS.ollama));
  await server.start();
  return {
    env: {
      ...(real.ollama ? {} : { OLLAMA_HOST: server.url, OLLAMA_MODEL: 'llama3.2' }),
      ...(real.openai
        ? {}
        : { OPENAI_API_KEY: 'demo', OPENAI_BASE_URL: `${server.url}/v1`, OPENAI_MODEL: 'gpt-4o-mini' }),
    },
    lines: [
      real.ollama ? ollamaLine(env) : `Ollama: embedded server (OLLAMA_HOST is not set)`,
      real.openai ? openaiLine(env) : `OpenAI: embedded server (OPENAI_API_KEY is not set)`,
    ],
    stop: () => server.stop(),
  };
}

function ollamaLine({ OLLAMA_HOST }) {
  return `Ollama: ${OLLAMA_HOST} (OLLAMA_HOST)`;
}

function openaiLine({ OPENAI_BASE_URL }) {
  return `OpenAI: ${OPENAI_BASE_URL ?? 'the real API'} (OPENAI_API_KEY is set)`;
}
