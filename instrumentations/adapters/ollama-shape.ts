// The Ollama wire format: chat, generate and embeddings; a stream's chunks have the shape of the whole answer.
import type { OutputMessage } from '../record/messages.ts';
import type { Fields } from '../record/record.ts';
import type { CallInput, StreamFold } from './adapter.ts';
import { textParts } from './content-parts.ts';
import { imagePart, inputMessage, messageParts } from './ollama-messages.ts';
import { body, get, int, known, list, num, readFields, someOf, str, strings, yes } from './read.ts';
import type { Rule } from './read.ts';
import { toolDefinitions } from './tools.ts';

/** Negative counts mean "no limit" and "fill the context": no limit was asked for. */
const limit = (source: unknown, key: string): number | undefined => {
  const count = int(source, key);
  return count !== undefined && count >= 0 ? count : undefined;
};

const REQUEST: readonly Rule[] = [
  ['stream', yes, 'stream'],
  ['reasoningLevel', str, 'think'],
  ['embeddingDimensions', int, 'dimensions'],
];
const OPTIONS: readonly Rule[] = [
  ['maxTokens', limit, 'num_predict'],
  ['temperature', num, 'temperature'],
  ['topP', num, 'top_p'],
  ['topK', int, 'top_k'],
  ['seed', int, 'seed'],
  ['stopSequences', strings, 'stop'],
  ['frequencyPenalty', num, 'frequency_penalty'],
  ['presencePenalty', num, 'presence_penalty'],
];
const ANSWER: readonly Rule[] = [
  ['responseModel', str, 'model'],
  ['inputTokens', int, 'prompt_eval_count'],
  ['outputTokens', int, 'eval_count'],
];

function parameters(input: CallInput): Fields {
  const request = body(input);
  const fields = readFields(OPTIONS, get(request, 'options'), readFields(REQUEST, request));
  const format = get(request, 'format');
  if (format === 'json' || (typeof format === 'object' && format !== null)) fields.outputType = 'json';
  return fields;
}

/** Fields of a chat request. */
export function ollamaChatRequest(input: CallInput): Fields {
  const fields = parameters(input);
  if (input.captureContent) {
    fields.content = known({
      inputMessages: someOf(list(body(input), 'messages').map(inputMessage)),
      toolDefinitions: toolDefinitions(list(body(input), 'tools')),
    });
  }
  return fields;
}

/** Fields of a generate or embeddings request, whose text is under `key`. */
export function ollamaTextRequest(input: CallInput, key: string): Fields {
  const fields = parameters(input);
  if (input.captureContent) {
    const parts = [
      ...(strings(body(input), key) ?? []).flatMap(textParts),
      ...list(body(input), 'images').flatMap(imagePart),
    ];
    const system = textParts(get(body(input), 'system'));
    fields.content = known({
      inputMessages: parts.length > 0 ? [{ role: 'user', parts }] : undefined,
      systemInstructions: someOf(system),
    });
  }
  return fields;
}

/** Folds chat and generate chunks. */
export function ollamaFold(input: CallInput): StreamFold {
  const fields: Fields = {};
  const texts: string[] = [];
  const thoughts: string[] = [];
  const calls: unknown[] = [];
  const images: unknown[] = [];
  let reason: string | undefined;
  let role: string | undefined;
  let seen = false;
  return {
    chunk(value) {
      seen = true;
      const message = get(value, 'message') ?? value;
      const piece = str(message, 'content') ?? str(value, 'response');
      const thought = str(message, 'thinking');
      const called = list(message, 'tool_calls');
      const image = str(value, 'image');
      readFields(ANSWER, value, fields);
      reason = str(value, 'done_reason') ?? reason;
      role ??= str(message, 'role');
      if (input.captureContent) {
        if (piece !== undefined) texts.push(piece);
        if (thought !== undefined) thoughts.push(thought);
        for (const call of called) calls.push(call);
        if (image !== undefined) images.push(image);
      }
      return (piece ?? thought ?? image) !== undefined || called.length > 0;
    },
    fields() {
      if (reason !== undefined) fields.finishReasons = [reason];
      if (input.captureContent && seen) {
        const whole = { content: texts.join(''), thinking: thoughts.join(''), tool_calls: calls, images };
        const parts = messageParts(whole);
        const answer: OutputMessage = { role: role ?? 'assistant', parts, finish_reason: reason ?? 'error' };
        fields.content = { outputMessages: [answer] };
      }
      return fields;
    },
  };
}

/** Fields of a whole chat or generate answer, which has the shape of one chunk. */
export function ollamaResponse(value: unknown, input: CallInput): Fields {
  const fold = ollamaFold(input);
  fold.chunk(value);
  return fold.fields();
}
