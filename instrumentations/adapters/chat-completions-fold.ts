// Folds a chat completion stream, at the same cost for every chunk.
import type { Fields } from '../record/record.ts';
import type { CallInput, StreamFold } from './adapter.ts';
import { newChoice, outputMessage, takeDelta } from './chat-choice.ts';
import type { Choice } from './chat-choice.ts';
import { ANSWER, finishReason } from './chat-completions-shape.ts';
import { readUsage } from './openai-usage.ts';
import { body, get, list, readFields, str } from './read.ts';

/** A fold over chat completion chunks. */
export function chatFold(input: CallInput): StreamFold {
  const fields: Fields = {};
  const choices: Choice[] = [];
  let usage: unknown;
  return {
    chunk(value) {
      let output = false;
      let ends = fields.responseModel === undefined;
      for (const part of list(value, 'choices')) {
        const index = get(part, 'index');
        const choice = (choices[typeof index === 'number' ? index : 0] ??= newChoice());
        const reason = finishReason(str(part, 'finish_reason'));
        if (reason !== undefined) {
          choice.reason = reason;
          ends = true;
          // Moonshot reports usage inside the choice that ends.
          usage = get(part, 'usage') ?? usage;
        }
        if (takeDelta(choice, get(part, 'delta'), input.captureContent)) output = true;
      }
      // The first and the last chunks say all there is to say about the answer; those between repeat it.
      if (ends) readFields(ANSWER, value, fields);
      usage = get(value, 'usage') ?? usage;
      if (ends) usage = get(get(value, 'x_groq'), 'usage') ?? usage;
      return output;
    },
    fields() {
      const present = choices.filter((choice) => choice !== undefined);
      const reasons = present.flatMap((choice) => choice.reason ?? []);
      if (reasons.length > 0) fields.finishReasons = reasons;
      if (input.captureContent && present.length > 0) {
        const audioFormat = str(get(body(input), 'audio'), 'format');
        fields.content = { outputMessages: present.map((choice) => outputMessage(choice, audioFormat)) };
      }
      return readUsage(usage, fields);
    },
  };
}
