// Speech, transcription and moderation of the OpenAI API: what their requests and answers say.
import type { Content } from '../record/messages.ts';
import type { Fields } from '../record/record.ts';
import type { CallInput, StreamFold } from './adapter.ts';
import { userMessages } from './completions-shape.ts';
import { contentParts, outputOf, textParts } from './content-parts.ts';
import { readUsage } from './openai-usage.ts';
import { body, get, known, num, readFields, someOf, str, text, yes } from './read.ts';
import type { Rule } from './read.ts';

const TRANSCRIPT_FORMATS: Readonly<Record<string, string>> = {
  text: 'text',
  json: 'json',
  verbose_json: 'json',
  diarized_json: 'json',
};

const transcriptType = (source: unknown, key: string): string | undefined => {
  const format = str(source, key) ?? '';
  return Object.hasOwn(TRANSCRIPT_FORMATS, format) ? TRANSCRIPT_FORMATS[format] : undefined;
};

const TRANSCRIPTION_REQUEST: readonly Rule[] = [
  ['temperature', num, 'temperature'],
  ['stream', yes, 'stream'],
  ['outputType', transcriptType, 'response_format'],
];
const MODERATION: readonly Rule[] = [
  ['responseId', str, 'id'],
  ['responseModel', str, 'model'],
];

/** Fields of a speech request. The answer is a binary body that only the app may read. */
export function speechRequest(input: CallInput): Fields {
  const fields: Fields = { outputType: 'speech' };
  if (!input.captureContent) return fields;
  const instructions = textParts(get(body(input), 'instructions'));
  fields.content = known<Content>({
    inputMessages: userMessages(body(input), 'input'),
    systemInstructions: someOf(instructions),
  });
  return fields;
}

/** Fields of a transcription or translation request. The audio is an upload that only the client may read. */
export function transcriptionRequest(input: CallInput): Fields {
  const fields = readFields(TRANSCRIPTION_REQUEST, body(input));
  if (input.captureContent)
    fields.content = known<Content>({ inputMessages: userMessages(body(input), 'prompt') });
  return fields;
}

/** Fields of a transcript: an object with `text`, or the text itself (`text`, `srt` and `vtt` formats). */
export function transcriptionResponse(value: unknown, input: CallInput): Fields {
  const fields = readUsage(get(value, 'usage'), {});
  if (input.captureContent)
    fields.content = { outputMessages: [outputOf(textParts(text(value) ?? get(value, 'text')), 'stop')] };
  return fields;
}

/** Folds transcript events. */
export function transcriptionFold(input: CallInput): StreamFold {
  const pieces: string[] = [];
  let done: unknown;
  return {
    chunk(event) {
      const delta = str(event, 'delta');
      if (delta !== undefined && input.captureContent) pieces.push(delta);
      if (str(event, 'type') === 'transcript.text.done') done = event;
      return delta !== undefined;
    },
    fields() {
      if (done !== undefined) return transcriptionResponse(done, input);
      return input.captureContent
        ? { content: { outputMessages: [outputOf(textParts(pieces.join('')), 'error')] } }
        : {};
    },
  };
}

/** Fields of a moderation request. */
export function moderationRequest(input: CallInput): Fields {
  if (!input.captureContent) return {};
  const parts = contentParts(get(body(input), 'input'));
  return parts.length > 0 ? { content: { inputMessages: [{ role: 'user', parts }] } } : {};
}

/** Fields of a moderation answer. */
export function moderationResponse(value: unknown): Fields {
  return readFields(MODERATION, value);
}
