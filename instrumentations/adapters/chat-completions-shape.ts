// The Chat Completions wire format: what its requests and answers say. Shared by every provider that speaks it.
import type { Fields } from '../record/record.ts';
import type { CallInput } from './adapter.ts';
import { chatInputMessages, chatOutputMessage } from './chat-messages.ts';
import { readUsage } from './openai-usage.ts';
import { body, get, int, known, list, num, readFields, someOf, str, strings, yes } from './read.ts';
import type { Rule } from './read.ts';
import { toolDefinitions } from './tools.ts';

const OUTPUT_TYPES: Readonly<Record<string, string>> = {
  text: 'text',
  json_object: 'json',
  json_schema: 'json',
};
const FINISH_REASONS: Readonly<Record<string, string>> = {
  tool_calls: 'tool_call',
  function_call: 'tool_call',
};

/** A finish reason in the convention's words; those it has no word for stay as they are. */
export function finishReason(reason: string | undefined): string | undefined {
  return reason !== undefined && Object.hasOwn(FINISH_REASONS, reason) ? FINISH_REASONS[reason] : reason;
}

/** The convention's output type for a `response_format` or `text.format`. */
export function formatOutputType(format: unknown): string | undefined {
  const type = str(format, 'type');
  return type !== undefined && Object.hasOwn(OUTPUT_TYPES, type) ? OUTPUT_TYPES[type] : undefined;
}

/** A service tier that was asked for; `auto` is the absence of a wish. */
export function requestedTier(source: unknown, key: string): string | undefined {
  const tier = str(source, key);
  return tier === 'auto' ? undefined : tier;
}

/** How many choices were asked for, where it is not one. */
export function choiceCount(source: unknown, key: string): number | undefined {
  const count = int(source, key);
  return count === 1 ? undefined : count;
}

/** Sampling parameters of chat and of legacy completions. */
export const SAMPLING: readonly Rule[] = [
  ['stream', yes, 'stream'],
  ['maxTokens', int, 'max_completion_tokens'],
  ['maxTokens', int, 'max_tokens'],
  ['temperature', num, 'temperature'],
  ['topP', num, 'top_p'],
  ['topK', int, 'top_k'],
  ['seed', int, 'seed'],
  ['stopSequences', strings, 'stop'],
  ['frequencyPenalty', num, 'frequency_penalty'],
  ['presencePenalty', num, 'presence_penalty'],
  ['choiceCount', choiceCount, 'n'],
  ['reasoningLevel', str, 'reasoning_effort'],
  ['openaiServiceTier', requestedTier, 'service_tier'],
];

/** What every answer and every chunk carries about itself. */
export const ANSWER: readonly Rule[] = [
  ['responseId', str, 'id'],
  ['responseModel', str, 'model'],
  ['openaiResponseServiceTier', str, 'service_tier'],
  ['openaiSystemFingerprint', str, 'system_fingerprint'],
];

/** Fields of a chat request. */
export function chatRequest(input: CallInput): Fields {
  const request = body(input);
  const fields = readFields(SAMPLING, request);
  fields.openaiApiType = 'chat_completions';
  const speaks = list(request, 'modalities').includes('audio');
  const outputType = formatOutputType(get(request, 'response_format')) ?? (speaks ? 'speech' : undefined);
  if (outputType !== undefined) fields.outputType = outputType;
  if (input.captureContent) {
    const tools = list(request, 'tools');
    fields.content = known({
      inputMessages: someOf(chatInputMessages(list(request, 'messages'))),
      toolDefinitions: toolDefinitions(tools.length > 0 ? tools : list(request, 'functions')),
    });
  }
  return fields;
}

/** Fields of a whole chat completion. */
export function chatResponse(value: unknown, input: CallInput): Fields {
  const fields = readUsage(get(value, 'usage'), readFields(ANSWER, value));
  const choices = list(value, 'choices');
  const reasons = choices.map((choice) => finishReason(str(choice, 'finish_reason')));
  const given = reasons.filter((reason) => reason !== undefined);
  if (given.length > 0) fields.finishReasons = given;
  if (input.captureContent && choices.length > 0) {
    const audioFormat = str(get(body(input), 'audio'), 'format');
    fields.content = {
      outputMessages: choices.map((choice, at) =>
        chatOutputMessage(get(choice, 'message'), reasons[at] ?? 'error', audioFormat),
      ),
    };
  }
  return fields;
}
