// Images of the OpenAI API: a prompt in, pictures out.
import type { Content, Part } from '../record/messages.ts';
import type { Fields } from '../record/record.ts';
import type { CallInput, StreamFold } from './adapter.ts';
import { choiceCount } from './chat-completions-shape.ts';
import { userMessages } from './completions-shape.ts';
import { blob, mediaAt, outputOf } from './content-parts.ts';
import { readUsage } from './openai-usage.ts';
import { body, get, known, list, readFields, str, yes } from './read.ts';
import type { Rule } from './read.ts';

const IMAGE_REQUEST: readonly Rule[] = [
  ['choiceCount', choiceCount, 'n'],
  ['stream', yes, 'stream'],
];
/** Fields of an image request. */
export function imageRequest(input: CallInput): Fields {
  const fields = readFields(IMAGE_REQUEST, body(input), { outputType: 'image' });
  if (input.captureContent)
    fields.content = known<Content>({ inputMessages: userMessages(body(input), 'prompt') });
  return fields;
}

function imagePart(image: unknown, format: string | undefined): readonly Part[] {
  const data = str(image, 'b64_json');
  const url = str(image, 'url');
  if (data !== undefined)
    return [blob(data, 'image', `image/${str(image, 'output_format') ?? format ?? 'png'}`)];
  return url === undefined ? [] : [mediaAt(url, 'image')];
}

/** Fields of an image answer: one output message for each image, as each is a choice. */
export function imageResponse(value: unknown, input: CallInput): Fields {
  const fields = readUsage(get(value, 'usage'), {});
  if (!input.captureContent) return fields;
  const images = list(value, 'data').map((image) => imagePart(image, str(value, 'output_format')));
  fields.content = { outputMessages: images.map((parts) => outputOf(parts, 'stop')) };
  return fields;
}

/** Folds image events: partial images are output, the completed one is the answer. */
export function imageFold(input: CallInput): StreamFold {
  let completed: unknown;
  return {
    chunk(event) {
      if (str(event, 'type')?.endsWith('.completed')) completed = event;
      return str(event, 'b64_json') !== undefined;
    },
    fields() {
      const fields = readUsage(get(completed, 'usage'), {});
      if (input.captureContent && completed !== undefined)
        fields.content = { outputMessages: [outputOf(imagePart(completed, undefined), 'stop')] };
      return fields;
    },
  };
}
