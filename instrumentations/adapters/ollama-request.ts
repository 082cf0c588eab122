// Requests of the Ollama API: parameters, half of them under `options`, and what is sent to the model.
import type { Fields } from '../record/record.ts';
import type { CallInput } from './adapter.ts';
import { textParts } from './content-parts.ts';
import { imagePart, inputMessage } from './ollama-messages.ts';
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
