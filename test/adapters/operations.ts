// The supported operations of the replay: how a recorded path is driven through the real client and read from the wire.
import OpenAI, { AzureOpenAI, toFile } from '../sdks/node_modules/openai/index.mjs';
import { Ollama } from '../sdks/node_modules/ollama/dist/index.mjs';
import type { Exchange } from '../support/recordings/exchange.ts';
import { readResponses } from './wire-reading-responses.ts';
import { readChoices, readOllama, readOther } from './wire-reading.ts';
import type { Reading } from './wire-reading.ts';

/** One operation of one client. */
export interface Operation {
  readonly adapter: 'openai' | 'ollama';
  readonly fileKey: string;
  readonly method: string;
  /** The object the method is called on, reached from the client by these keys. */
  readonly resource: readonly string[];
  /** The least a request needs; the recorded request goes over it. */
  readonly least: () => Promise<object> | object;
  readonly read: (all: readonly unknown[], streamed: boolean) => Reading;
}

const audio = async (): Promise<object> => ({
  model: 'whisper-1',
  file: await toFile(Buffer.from('a'), 'a.mp3'),
});
const picture = async (): Promise<object> => ({
  image: await toFile(Buffer.from('p'), 'p.png'),
  prompt: 'p',
});

function openai(
  fileKey: string,
  resource: string,
  least: Operation['least'],
  read: Operation['read'],
  method = 'create',
): Operation {
  return { adapter: 'openai', fileKey, method, resource: resource.split('.'), least, read };
}

function ollama(method: string, least: object, read: Operation['read']): Operation {
  return { adapter: 'ollama', fileKey: 'dist/browser', method, resource: [], least: () => least, read };
}

const chat = openai(
  'resources/chat/completions/completions',
  'chat.completions',
  () => ({ model: 'm', messages: [] }),
  readChoices,
);
const responses = openai(
  'resources/responses/responses',
  'responses',
  () => ({ model: 'm', input: 'i' }),
  readResponses,
);
const text = openai('resources/completions', 'completions', () => ({ model: 'm', prompt: 'p' }), readChoices);
const embeddings = openai(
  'resources/embeddings',
  'embeddings',
  () => ({ model: 'm', input: 'i' }),
  readOther,
);
const edit = openai('resources/images', 'images', picture, readOther, 'edit');
const transcription = openai('resources/audio/transcriptions', 'audio.transcriptions', audio, readOther);

/** End of a recorded path, or word of the INDEX -> operation. */
const OPERATIONS: readonly (readonly [RegExp, Operation])[] = [
  [/^\/api\/chat$/, ollama('chat', { model: 'm', messages: [] }, readOllama)],
  [/^\/api\/generate$/, ollama('generate', { model: 'm', prompt: 'p' }, readOllama)],
  [/(\/chat\/completions|^chat|^chat\.completions)$/, chat],
  [/(\/v1\/responses|^responses|^skills)$/, responses],
  [/(\/v1\/completions|^completions)$/, text],
  [/(\/embeddings|^embeddings)$/, embeddings],
  [
    /\/images\/generations$/,
    openai('resources/images', 'images', () => ({ prompt: 'p' }), readOther, 'generate'),
  ],
  [/(\/images\/edits|^images)$/, edit],
  [/\/images\/variations$/, openai('resources/images', 'images', picture, readOther, 'createVariation')],
  [/(\/audio\/transcriptions|^audio\.transcriptions)$/, transcription],
  [/\/audio\/translations$/, openai('resources/audio/translations', 'audio.translations', audio, readOther)],
  [/\/moderations$/, openai('resources/moderations', 'moderations', () => ({ input: 'i' }), readOther)],
];

/** The operation an exchange was recorded from. */
export function operationOf(exchange: Exchange): Operation | undefined {
  return OPERATIONS.find(([path]) => path.test(exchange.path))?.[1];
}

/** A real client of the exchange's provider that calls `origin`. */
export function clientFor(provider: string, origin: string): object {
  if (provider === 'ollama') return new Ollama({ host: origin });
  const shared = { apiKey: 'test', maxRetries: 0 };
  if (provider === 'azure-openai')
    return new AzureOpenAI({ ...shared, endpoint: origin, apiVersion: '2025-01-01' });
  return new OpenAI({ ...shared, baseURL: `${origin}/v1` });
}
