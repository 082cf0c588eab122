// The record: one GenAI operation in our own words. Adapters fill it, emitters render it; absent means not known.
import type { Content } from './messages.ts';
import type { GapHistogram } from './gaps.ts';

/** The operation names in use: the convention's where it has one, else our low-cardinality word. */
export type OperationName =
  | 'chat'
  | 'text_completion'
  | 'embeddings'
  | 'image_generation'
  | 'speech'
  | 'transcription'
  | 'translation'
  | 'moderation';

/** What is known when the call starts. These fields are on the span from its creation, so samplers see them. */
export interface Identity {
  readonly operation: OperationName;
  /** Telemetry flavour (`openai`, `azure.ai.openai`, `ollama` ...), gen_ai.provider.name. */
  readonly provider: string;
  readonly requestModel?: string;
  readonly serverAddress?: string;
  readonly serverPort?: number;
}

/** What the caller asked for. */
export interface Request {
  choiceCount?: number;
  seed?: number;
  stream?: boolean;
  topK?: number;
  topP?: number;
  temperature?: number;
  maxTokens?: number;
  frequencyPenalty?: number;
  presencePenalty?: number;
  stopSequences?: readonly string[];
  /** text, json, image or speech. */
  outputType?: string;
  encodingFormats?: readonly string[];
  embeddingDimensions?: number;
  conversationId?: string;
  promptName?: string;
  promptVersion?: string;
  reasoningLevel?: string;
  previousResponseId?: string;
  /** `chat_completions` or `responses`, openai.api.type. */
  openaiApiType?: string;
  openaiServiceTier?: string;
}

/** What the provider answered. */
export interface Response {
  responseId?: string;
  responseModel?: string;
  /** One per choice, in order, in the convention's words. */
  finishReasons?: readonly string[];
  openaiResponseServiceTier?: string;
  openaiSystemFingerprint?: string;
  conversationCompacted?: true;
}

/** Tokens as the provider reported them; input includes cached, output includes reasoning. Integers. */
export interface Usage {
  inputTokens?: number;
  outputTokens?: number;
  cacheReadInputTokens?: number;
  cacheCreationInputTokens?: number;
  reasoningOutputTokens?: number;
  audioInputTokens?: number;
  audioOutputTokens?: number;
}

/** Why a call failed. */
export interface Failure {
  /** error.type: the provider's code, else the HTTP status, else the exception's class name. */
  readonly type: string;
  /** The exception's class name, exception.type. */
  readonly exceptionType?: string;
  readonly message?: string;
  readonly stack?: string;
}

/** Instants of the call. Wall clock in milliseconds since 1970, durations in seconds from a monotonic clock. */
export interface Timing {
  startTimeMs: number;
  durationS?: number;
  /** Streams only: from the request to the first output chunk. */
  timeToFirstChunkS?: number;
  /** Streams only: the gaps between output chunks after the first. */
  gaps?: GapHistogram;
}

/** How the call ended. `cancelled`: the app left the stream or aborted it; `abandoned`: nobody read it to its end. */
export type Outcome = 'completed' | 'failed' | 'cancelled' | 'abandoned';

/** One GenAI operation, flat so that a field is one property wherever it is read. */
export interface GenAIRecord extends Identity, Request, Response, Usage, Timing {
  outcome?: Outcome;
  failure?: Failure;
  content?: Content;
}

/** The part of a record an adapter's readers give: what they found, nothing for what they did not. */
export type Fields = Partial<Request & Response & Usage> & { failure?: Failure; content?: Content };
