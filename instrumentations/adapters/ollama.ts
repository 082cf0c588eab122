// The ollama client (0.5 and 0.6): its methods are async and answer with a plain object or an async iterator.
import type { Identity, OperationName } from '../record/record.ts';
import type { Adapter, CallInput, Method, Target } from './adapter.ts';
import { vectorLength } from './embeddings-shape.ts';
import { ollamaFold, ollamaResponse } from './ollama-answer.ts';
import { ollamaChatRequest, ollamaTextRequest } from './ollama-request.ts';
import { endpointOf } from './provider-hosts.ts';
import { body, get, int, known, list, readFields, str } from './read.ts';
import type { Rule } from './read.ts';
import type { Fields } from '../record/record.ts';

const EMBEDDED: readonly Rule[] = [
  ['responseModel', str, 'model'],
  ['inputTokens', int, 'prompt_eval_count'],
];

const identify =
  (operation: OperationName) =>
  (input: CallInput): Identity =>
    known<Identity>({
      operation,
      provider: 'ollama',
      requestModel: str(body(input), 'model'),
      ...endpointOf(str(get(input.self, 'config'), 'host')),
    });

/** `embed` answers with a list of vectors, the older `embeddings` with one. */
function embedded(value: unknown, input: CallInput): Fields {
  const fields = readFields(EMBEDDED, value);
  const vector = list(value, 'embeddings')[0] ?? get(value, 'embedding');
  const dimensions = int(body(input), 'dimensions') ?? vectorLength(vector);
  if (dimensions !== undefined) fields.embeddingDimensions = dimensions;
  return fields;
}

const methods: readonly Method[] = [
  {
    name: 'chat',
    result: 'promise',
    identify: identify('chat'),
    request: ollamaChatRequest,
    response: ollamaResponse,
    fold: ollamaFold,
  },
  {
    name: 'generate',
    result: 'promise',
    identify: identify('text_completion'),
    request: (input) => ollamaTextRequest(input, 'prompt'),
    response: ollamaResponse,
    fold: ollamaFold,
  },
  {
    name: 'embed',
    result: 'promise',
    identify: identify('embeddings'),
    request: (input) => ollamaTextRequest(input, 'input'),
    response: embedded,
  },
  {
    name: 'embeddings',
    result: 'promise',
    identify: identify('embeddings'),
    request: (input) => ollamaTextRequest(input, 'prompt'),
    response: embedded,
  },
];

const targets: readonly Target[] = [{ classNames: ['Ollama$1', 'Ollama'], methods }];

/** The ollama package. */
export const adapter: Adapter = {
  id: 'ollama',
  // Up to 0.5.1x the class lived in a shared chunk.
  targets: { 'dist/browser': targets, 'dist/shared/ollama': targets },
};
