// The record's fields as a table: what each one means and which type it has on the wire. Dialects name them.
import type { GenAIRecord } from './record.ts';

/** Attribute types as the conventions' YAML declares them. */
export type FieldType = 'string' | 'int' | 'double' | 'boolean' | 'string[]';

/** One row of the table. `start`: on the span from its creation, so that samplers see it. */
export interface Field {
  readonly type: FieldType;
  readonly start?: true;
  readonly meaning: string;
}

/** Record properties that become attributes one to one. */
export type FieldName = Exclude<
  keyof GenAIRecord,
  'startTimeMs' | 'durationS' | 'gaps' | 'outcome' | 'failure' | 'content'
>;

/** Every field, in the order in which it is written. */
export const FIELDS: Readonly<Record<FieldName, Field>> = {
  operation: { type: 'string', start: true, meaning: 'what was asked of the model' },
  provider: { type: 'string', start: true, meaning: 'whose flavour of API answered' },
  requestModel: { type: 'string', start: true, meaning: 'model the caller named' },
  serverAddress: { type: 'string', start: true, meaning: 'host of the endpoint' },
  serverPort: { type: 'int', start: true, meaning: 'port of the endpoint' },
  choiceCount: { type: 'int', meaning: 'choices asked for, where not 1' },
  seed: { type: 'int', meaning: 'sampling seed' },
  stream: { type: 'boolean', meaning: 'true where the answer was to be streamed' },
  topK: { type: 'int', meaning: 'top-k sampling' },
  topP: { type: 'double', meaning: 'nucleus sampling' },
  temperature: { type: 'double', meaning: 'sampling temperature' },
  maxTokens: { type: 'int', meaning: 'output token limit' },
  frequencyPenalty: { type: 'double', meaning: 'frequency penalty' },
  presencePenalty: { type: 'double', meaning: 'presence penalty' },
  stopSequences: { type: 'string[]', meaning: 'stop sequences' },
  outputType: { type: 'string', meaning: 'kind of output asked for' },
  encodingFormats: { type: 'string[]', meaning: 'embedding encodings asked for' },
  embeddingDimensions: { type: 'int', meaning: 'dimensions of the embedding' },
  conversationId: { type: 'string', meaning: "the provider's or app's conversation id" },
  promptName: { type: 'string', meaning: 'stored prompt' },
  promptVersion: { type: 'string', meaning: 'its version' },
  reasoningLevel: { type: 'string', meaning: 'reasoning effort asked for' },
  previousResponseId: { type: 'string', meaning: 'response this one continues' },
  openaiApiType: { type: 'string', meaning: 'chat_completions or responses' },
  openaiServiceTier: { type: 'string', meaning: 'service tier asked for' },
  responseId: { type: 'string', meaning: "the provider's id of the answer" },
  responseModel: { type: 'string', meaning: 'model that answered' },
  finishReasons: { type: 'string[]', meaning: 'why each choice ended' },
  openaiResponseServiceTier: { type: 'string', meaning: 'service tier that served' },
  openaiSystemFingerprint: { type: 'string', meaning: 'backend configuration' },
  conversationCompacted: { type: 'boolean', meaning: 'true where history was compacted' },
  inputTokens: { type: 'int', meaning: 'input tokens, cached ones included' },
  outputTokens: { type: 'int', meaning: 'output tokens, reasoning included' },
  cacheReadInputTokens: { type: 'int', meaning: 'input tokens read from a cache' },
  cacheCreationInputTokens: { type: 'int', meaning: 'input tokens written to a cache' },
  reasoningOutputTokens: { type: 'int', meaning: 'output tokens spent on reasoning' },
  audioInputTokens: { type: 'int', meaning: 'input tokens that are audio' },
  audioOutputTokens: { type: 'int', meaning: 'output tokens that are audio' },
  timeToFirstChunkS: { type: 'double', meaning: 'seconds from the request to the first output chunk' },
};

/** True where a value has the field's declared type; anything else is left out rather than sent wrongly typed. */
export function hasType(type: FieldType, value: unknown): value is string | number | boolean | string[] {
  switch (type) {
    case 'string':
      return typeof value === 'string' && value !== '';
    case 'int':
      return Number.isSafeInteger(value);
    case 'double':
      return Number.isFinite(value);
    case 'boolean':
      return typeof value === 'boolean';
    case 'string[]':
      return Array.isArray(value) && value.length > 0 && value.every((item) => typeof item === 'string');
  }
}
