// Short ways to ask an adapter's method about one call.
import type { Adapter, CallInput, Method } from '../../instrumentations/adapters/adapter.ts';
import { adapter as ollama } from '../../instrumentations/adapters/ollama.ts';
import { adapter as openai } from '../../instrumentations/adapters/openai.ts';
import type { OutputMessage } from '../../instrumentations/record/messages.ts';
import type { Fields } from '../../instrumentations/record/record.ts';

/** A method of an adapter by file key and name. */
export function methodOf(adapter: Adapter, fileKey: string, name = 'create'): Method {
  const found = adapter.targets[fileKey]
    ?.flatMap(({ methods }) => methods)
    .find((method) => method.name === name);
  if (found === undefined) throw new Error(`${adapter.id} has no ${fileKey} ${name}`);
  return found;
}

export const chat = methodOf(openai, 'resources/chat/completions/completions');
export const responses = methodOf(openai, 'resources/responses/responses');
export const completions = methodOf(openai, 'resources/completions');
export const embeddings = methodOf(openai, 'resources/embeddings');
export const images = methodOf(openai, 'resources/images', 'generate');
export const speech = methodOf(openai, 'resources/audio/speech');
export const transcriptions = methodOf(openai, 'resources/audio/transcriptions');
export const moderations = methodOf(openai, 'resources/moderations');
export const ollamaChat = methodOf(ollama, 'dist/browser', 'chat');
export const ollamaGenerate = methodOf(ollama, 'dist/browser', 'generate');
export const ollamaEmbed = methodOf(ollama, 'dist/browser', 'embed');
export const ollamaEmbeddings = methodOf(ollama, 'dist/browser', 'embeddings');

/** The input of a call with this request. */
export function call(body: unknown, captureContent = true): CallInput {
  return { self: {}, args: [body], captureContent };
}

/** The request fields without content. */
export function asked(method: Method, body: unknown): Fields {
  return method.request(call(body, false));
}

/** The fields of a stream of these chunks, and which of them carried output. */
export function folded(
  method: Method,
  chunks: readonly unknown[],
  input = call({}),
): { fields: Fields; output: boolean[] } {
  const fold = method.fold?.(input);
  if (fold === undefined) throw new Error(`${method.name} has no fold`);
  const output = chunks.map((chunk) => fold.chunk(chunk));
  return { fields: fold.fields(), output };
}

/** The messages an answer gave. */
export function answered(fields: Fields): readonly OutputMessage[] {
  return fields.content?.outputMessages ?? [];
}
