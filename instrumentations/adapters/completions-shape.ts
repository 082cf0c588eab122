// The legacy completions wire format: a prompt in, text choices out.
import type { Content, InputMessage } from '../record/messages.ts';
import type { Fields } from '../record/record.ts';
import type { CallInput, StreamFold } from './adapter.ts';
import { ANSWER, SAMPLING, finishReason } from './chat-completions-shape.ts';
import { textParts } from './content-parts.ts';
import { readUsage } from './openai-usage.ts';
import { body, get, known, list, readFields, str, strings } from './read.ts';

/** The strings of a prompt or input as one user message; undefined where there is no text, as in token arrays. */
export function userMessages(source: unknown, key: string): readonly InputMessage[] | undefined {
  const parts = strings(source, key)?.flatMap(textParts) ?? [];
  return parts.length > 0 ? [{ role: 'user', parts }] : undefined;
}

/** Fields of a legacy completion request. */
export function completionRequest(input: CallInput): Fields {
  const fields = readFields(SAMPLING, body(input));
  if (input.captureContent)
    fields.content = known<Content>({ inputMessages: userMessages(body(input), 'prompt') });
  return fields;
}

/** Folds legacy completion chunks. */
export function completionFold(input: CallInput): StreamFold {
  const fields: Fields = {};
  const texts: string[][] = [];
  const reasons: string[] = [];
  let usage: unknown;
  return {
    chunk(value) {
      let output = false;
      readFields(ANSWER, value, fields);
      usage = get(value, 'usage') ?? usage;
      for (const choice of list(value, 'choices')) {
        const index = get(choice, 'index');
        const at = typeof index === 'number' ? index : 0;
        const kept = (texts[at] ??= []);
        const reason = finishReason(str(choice, 'finish_reason'));
        const piece = str(choice, 'text');
        if (reason !== undefined) reasons[at] = reason;
        if (piece === undefined) continue;
        output = true;
        if (input.captureContent) kept.push(piece);
      }
      return output;
    },
    fields() {
      const given = reasons.filter((reason) => reason !== undefined);
      if (given.length > 0) fields.finishReasons = given;
      if (input.captureContent && texts.length > 0) {
        const outputMessages = texts.map((pieces, at) => ({
          role: 'assistant',
          parts: textParts(pieces.join('')),
          finish_reason: reasons[at] ?? 'error',
        }));
        fields.content = { outputMessages };
      }
      return readUsage(usage, fields);
    },
  };
}

/** Fields of a whole legacy completion, which has the shape of one big chunk. */
export function completionResponse(value: unknown, input: CallInput): Fields {
  const fold = completionFold(input);
  fold.chunk(value);
  return fold.fields();
}
