// Embeddings: texts in, vectors out. Of the vectors only their length is read.
import type { Content } from '../record/messages.ts';
import type { Fields } from '../record/record.ts';
import type { CallInput } from './adapter.ts';
import { userMessages } from './completions-shape.ts';
import { readUsage } from './openai-usage.ts';
import { body, get, int, known, list, readFields, str, strings } from './read.ts';
import type { Rule } from './read.ts';

const BYTES_PER_DIMENSION = 4;

const REQUEST: readonly Rule[] = [
  ['encodingFormats', strings, 'encoding_format'],
  ['embeddingDimensions', int, 'dimensions'],
];
const ANSWER: readonly Rule[] = [['responseModel', str, 'model']];

/** The dimensions of a vector: an array, a typed array, or base64 of 32-bit floats. */
export function vectorLength(vector: unknown): number | undefined {
  if (typeof vector === 'string') {
    const padding = vector.endsWith('==') ? 2 : vector.endsWith('=') ? 1 : 0;
    const dimensions = ((vector.length * 3) / 4 - padding) / BYTES_PER_DIMENSION;
    return Number.isInteger(dimensions) && dimensions > 0 ? dimensions : undefined;
  }
  const length = int(vector, 'length');
  return length === undefined || length === 0 ? undefined : length;
}

/** Fields of an embeddings request. */
export function embeddingsRequest(input: CallInput): Fields {
  const fields = readFields(REQUEST, body(input));
  if (input.captureContent)
    fields.content = known<Content>({ inputMessages: userMessages(body(input), 'input') });
  return fields;
}

/** Fields of an embeddings answer. */
export function embeddingsResponse(value: unknown, input: CallInput): Fields {
  const fields = readUsage(get(value, 'usage'), readFields(ANSWER, value));
  const dimensions = int(body(input), 'dimensions') ?? vectorLength(get(list(value, 'data')[0], 'embedding'));
  if (dimensions !== undefined) fields.embeddingDimensions = dimensions;
  return fields;
}
