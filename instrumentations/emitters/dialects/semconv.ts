// The OpenTelemetry GenAI semantic conventions (schema gen-ai 1.42.0-dev) as a dialect.
import { DURATION_BOUNDARIES_S } from '../../record/gaps.ts';
import type { Dialect } from './dialect.ts';

const TOKEN_BOUNDARIES = Array.from({ length: 14 }, (_, power) => 4 ** power);

/** gen_ai.* and openai.* as the convention's YAML names them. */
export const semconv: Dialect = {
  id: 'semconv',
  schemaUrl: 'https://opentelemetry.io/schemas/gen-ai-dev/1.42.0-dev',
  spanName: (record) =>
    record.requestModel === undefined ? record.operation : `${record.operation} ${record.requestModel}`,
  attributes: {
    operation: 'gen_ai.operation.name',
    provider: 'gen_ai.provider.name',
    requestModel: 'gen_ai.request.model',
    serverAddress: 'server.address',
    serverPort: 'server.port',
    choiceCount: 'gen_ai.request.choice.count',
    seed: 'gen_ai.request.seed',
    stream: 'gen_ai.request.stream',
    topK: 'gen_ai.request.top_k',
    topP: 'gen_ai.request.top_p',
    temperature: 'gen_ai.request.temperature',
    maxTokens: 'gen_ai.request.max_tokens',
    frequencyPenalty: 'gen_ai.request.frequency_penalty',
    presencePenalty: 'gen_ai.request.presence_penalty',
    stopSequences: 'gen_ai.request.stop_sequences',
    outputType: 'gen_ai.output.type',
    encodingFormats: 'gen_ai.request.encoding_formats',
    embeddingDimensions: 'gen_ai.embeddings.dimension.count',
    conversationId: 'gen_ai.conversation.id',
    promptName: 'gen_ai.prompt.name',
    promptVersion: 'gen_ai.prompt.version',
    reasoningLevel: 'gen_ai.request.reasoning.level',
    previousResponseId: 'gen_ai.request.previous_response.id',
    openaiApiType: 'openai.api.type',
    openaiServiceTier: 'openai.request.service_tier',
    responseId: 'gen_ai.response.id',
    responseModel: 'gen_ai.response.model',
    finishReasons: 'gen_ai.response.finish_reasons',
    openaiResponseServiceTier: 'openai.response.service_tier',
    openaiSystemFingerprint: 'openai.response.system_fingerprint',
    conversationCompacted: 'gen_ai.conversation.compacted',
    inputTokens: 'gen_ai.usage.input_tokens',
    outputTokens: 'gen_ai.usage.output_tokens',
    cacheReadInputTokens: 'gen_ai.usage.cache_read.input_tokens',
    cacheCreationInputTokens: 'gen_ai.usage.cache_creation.input_tokens',
    reasoningOutputTokens: 'gen_ai.usage.reasoning.output_tokens',
    timeToFirstChunkS: 'gen_ai.response.time_to_first_chunk',
  },
  content: {
    inputMessages: 'gen_ai.input.messages',
    outputMessages: 'gen_ai.output.messages',
    systemInstructions: 'gen_ai.system_instructions',
    toolDefinitions: 'gen_ai.tool.definitions',
  },
  promptVariablePrefix: 'gen_ai.prompt.variable.',
  errorType: 'error.type',
  events: {
    details: 'gen_ai.client.inference.operation.details',
    exception: 'gen_ai.client.operation.exception',
  },
  metrics: {
    duration: {
      name: 'gen_ai.client.operation.duration',
      unit: 's',
      description: 'GenAI operation duration.',
      boundaries: DURATION_BOUNDARIES_S,
    },
    tokenUsage: {
      name: 'gen_ai.client.token.usage',
      unit: '{token}',
      description: 'Number of input and output tokens used.',
      boundaries: TOKEN_BOUNDARIES,
    },
    timeToFirstChunk: {
      name: 'gen_ai.client.operation.time_to_first_chunk',
      unit: 's',
      description:
        'Time to receive the first chunk, measured from when the client issues the generation request to when the first chunk is received in the response stream.',
      boundaries: DURATION_BOUNDARIES_S,
    },
    timePerOutputChunk: {
      name: 'gen_ai.client.operation.time_per_output_chunk',
      unit: 's',
      description:
        'Time per output chunk, recorded for each chunk received after the first one, measured as the time elapsed from the end of the previous chunk to the end of the current chunk.',
      boundaries: DURATION_BOUNDARIES_S,
    },
  },
  metricFields: ['operation', 'provider', 'requestModel', 'responseModel', 'serverAddress', 'serverPort'],
  tokenType: { name: 'gen_ai.token.type', input: 'input', output: 'output' },
};
