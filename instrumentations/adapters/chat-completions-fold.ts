// Folds a chat completion stream, at the same cost for every chunk.
import type { Fields } from '../record/record.ts';
import type { CallInput, StreamFold } from './adapter.ts';
import { carriesOutput, keep, newChoice, outputMessage } from './chat-choice.ts';
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
      readFields(ANSWER, value, fields);
      let output = false;
      for (const part of list(value, 'choices')) {
        const index = get(part, 'index');
        const choice = (choices[typeof index === 'number' ? index : 0] ??= newChoice());
        const delta = get(part, 'delta');
        choice.reason = finishReason(str(part, 'finish_reason')) ?? choice.reason;
        // Moonshot reports usage inside the choice, Groq beside it under its own name.
        usage = get(part, 'usage') ?? usage;
        if (!carriesOutput(delta)) continue;
        output = true;
        if (input.captureContent) keep(choice, delta);
      }
      usage = get(value, 'usage') ?? get(get(value, 'x_groq'), 'usage') ?? usage;
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
