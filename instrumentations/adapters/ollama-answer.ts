// Answers of the Ollama API: a stream's chunks have the shape of the whole answer.
import type { OutputMessage } from '../record/messages.ts';
import type { Fields } from '../record/record.ts';
import type { CallInput, StreamFold } from './adapter.ts';
import { messageParts } from './ollama-messages.ts';
import { get, int, list, readFields, str } from './read.ts';
import type { Rule } from './read.ts';

const ANSWER: readonly Rule[] = [
  ['responseModel', str, 'model'],
  ['inputTokens', int, 'prompt_eval_count'],
  ['outputTokens', int, 'eval_count'],
];

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
