// The OpenAI Responses wire format: what its requests and its response object say.
import type { Failure, Fields } from '../record/record.ts';
import type { CallInput } from './adapter.ts';
import { formatOutputType, requestedTier } from './chat-completions-shape.ts';
import { outputOf, textParts } from './content-parts.ts';
import { readUsage } from './openai-usage.ts';
import { body, get, int, known, list, num, readFields, someOf, str, text, yes } from './read.ts';
import type { Rule } from './read.ts';
import { awaitsClient, inputMessages, outputParts } from './responses-items.ts';
import { toolDefinitions } from './tools.ts';

const idOf = (source: unknown, key: string): string | undefined => {
  const value = get(source, key);
  return text(value) ?? str(value, 'id');
};

const REQUEST: readonly Rule[] = [
  ['stream', yes, 'stream'],
  ['maxTokens', int, 'max_output_tokens'],
  ['temperature', num, 'temperature'],
  ['topP', num, 'top_p'],
  ['previousResponseId', str, 'previous_response_id'],
  ['conversationId', idOf, 'conversation'],
  ['openaiServiceTier', requestedTier, 'service_tier'],
  ['promptName', idOf, 'prompt'],
];
const REASONING: readonly Rule[] = [['reasoningLevel', str, 'effort']];
const PROMPT: readonly Rule[] = [['promptVersion', str, 'version']];
const ANSWER: readonly Rule[] = [
  ['responseId', str, 'id'],
  ['responseModel', str, 'model'],
  ['openaiResponseServiceTier', str, 'service_tier'],
  ['conversationId', idOf, 'conversation'],
];

/** Response status -> finish reason; `incomplete` says why by itself, the other statuses are not the end. */
const FINISH_REASONS: Readonly<Record<string, string>> = {
  completed: 'stop',
  failed: 'error',
  cancelled: 'error',
};
const INCOMPLETE_REASONS: Readonly<Record<string, string>> = { max_output_tokens: 'length' };

function promptVariables(variables: unknown): Record<string, string> | undefined {
  if (typeof variables !== 'object' || variables === null) return undefined;
  const found: Record<string, string> = {};
  for (const [name, value] of Object.entries(variables)) {
    const words = text(value) ?? str(value, 'text');
    if (words !== undefined) found[name] = words;
  }
  return found;
}

/** Fields of a Responses request. */
export function responsesRequest(input: CallInput): Fields {
  const request = body(input);
  const prompt = get(request, 'prompt');
  const fields = readFields(REQUEST, request, { openaiApiType: 'responses' });
  readFields(REASONING, get(request, 'reasoning'), fields);
  readFields(PROMPT, prompt, fields);
  const outputType = formatOutputType(get(get(request, 'text'), 'format'));
  if (outputType !== undefined) fields.outputType = outputType;
  if (input.captureContent) {
    fields.content = known({
      inputMessages: someOf(inputMessages(get(request, 'input'))),
      systemInstructions: someOf(textParts(get(request, 'instructions'))),
      toolDefinitions: toolDefinitions(list(request, 'tools')),
      promptVariables: promptVariables(get(prompt, 'variables')),
    });
  }
  return fields;
}

/** The finish reason of a response object with these output items; undefined while it is not finished. */
function finishReason(response: unknown, items: readonly unknown[]): string | undefined {
  const status = str(response, 'status') ?? '';
  if (status === 'incomplete') {
    const reason = str(get(response, 'incomplete_details'), 'reason');
    return reason !== undefined && Object.hasOwn(INCOMPLETE_REASONS, reason)
      ? INCOMPLETE_REASONS[reason]
      : reason;
  }
  if (status === 'completed' && awaitsClient(items)) return 'tool_call';
  return Object.hasOwn(FINISH_REASONS, status) ? FINISH_REASONS[status] : undefined;
}

/** The failure an `error` object describes. */
export function failureOf(error: unknown): Failure {
  const type = str(error, 'code') ?? str(error, 'type') ?? 'error';
  return known<Failure>({ type, message: str(error, 'message') });
}

/** Fields of a response object, with the output items a stream gathered where it holds none itself. */
export function responsesResponse(value: unknown, input: CallInput, gathered?: readonly unknown[]): Fields {
  const own = list(value, 'output');
  const items = own.length > 0 ? own : (gathered ?? own);
  const fields = readUsage(get(value, 'usage'), readFields(ANSWER, value));
  const reason = finishReason(value, items);
  if (reason !== undefined) fields.finishReasons = [reason];
  if (items.some((item) => str(item, 'type') === 'compaction')) fields.conversationCompacted = true;
  if (str(value, 'status') === 'failed') fields.failure = failureOf(get(value, 'error'));
  if (input.captureContent && (items.length > 0 || reason !== undefined)) {
    const parts = outputParts(items);
    fields.content = { outputMessages: [outputOf(parts, reason ?? 'error')] };
  }
  return fields;
}
