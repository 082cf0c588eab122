// Chat messages in both directions: roles and parts of the convention from the Chat Completions shapes.
import type { InputMessage, OutputMessage, Part } from '../record/messages.ts';
import { blob, contentParts, textParts } from './content-parts.ts';
import { get, known, list, str } from './read.ts';
import { toolCall } from './tools.ts';

/** The reasoning text of a message or delta, under any of the three names providers give it. */
export function reasoningText(message: unknown): string | undefined {
  return str(message, 'reasoning_content') ?? str(message, 'reasoning') ?? str(message, 'thinking');
}

/** The name and arguments of one entry of `tool_calls`: under `function`, or under `custom` with free-form input. */
export function calledTool(call: unknown): { readonly name: string | undefined; readonly args: unknown } {
  const custom = get(call, 'custom');
  const tool = custom ?? get(call, 'function');
  return { name: str(tool, 'name'), args: get(tool, custom === undefined ? 'arguments' : 'input') };
}

function toolCallParts(message: unknown): readonly Part[] {
  const parts = list(message, 'tool_calls').map((call) => {
    const { name, args } = calledTool(call);
    return toolCall(str(call, 'id'), name, args);
  });
  const legacy = get(message, 'function_call');
  if (str(legacy, 'name') !== undefined) {
    parts.push(toolCall(undefined, str(legacy, 'name'), get(legacy, 'arguments')));
  }
  return parts;
}

function audioParts(audio: unknown, format: string | undefined): readonly Part[] {
  const data = str(audio, 'data');
  const id = str(audio, 'id');
  const parts = [...textParts(get(audio, 'transcript'))];
  if (data !== undefined) parts.push(blob(data, 'audio', format && `audio/${format}`));
  else if (id !== undefined) parts.push({ type: 'file', modality: 'audio', file_id: id });
  return parts;
}

function messageParts(message: unknown, audioFormat?: string): readonly Part[] {
  const reasoning = reasoningText(message);
  const refusal = str(message, 'refusal');
  return [
    ...(reasoning === undefined ? [] : [{ type: 'reasoning' as const, content: reasoning }]),
    ...contentParts(get(message, 'content')),
    ...(refusal === undefined ? [] : [{ type: 'refusal' as const, refusal }]),
    ...audioParts(get(message, 'audio'), audioFormat),
    ...toolCallParts(message),
  ];
}

function toolResponse(message: unknown): readonly Part[] {
  const content = get(message, 'content');
  const response = Array.isArray(content) ? contentParts(content) : (content ?? '');
  return [
    known<Extract<Part, { type: 'tool_call_response' }>>({
      type: 'tool_call_response',
      id: str(message, 'tool_call_id'),
      response,
    }),
  ];
}

/** The messages of a request. System and developer messages are part of the history and stay in it. */
export function chatInputMessages(messages: readonly unknown[]): readonly InputMessage[] {
  return messages.map((message) => {
    const role = str(message, 'role') ?? 'user';
    const answers = role === 'tool' || role === 'function';
    return known<InputMessage>({
      role,
      name: str(message, 'name'),
      parts: answers ? toolResponse(message) : messageParts(message),
    });
  });
}

/** One choice of an answer. */
export function chatOutputMessage(message: unknown, reason: string, audioFormat?: string): OutputMessage {
  return {
    role: str(message, 'role') ?? 'assistant',
    parts: messageParts(message, audioFormat),
    finish_reason: reason,
  };
}
