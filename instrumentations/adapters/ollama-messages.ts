// Messages of the Ollama wire format: base64 images beside the text, tool calls without ids.
import type { InputMessage, Part } from '../record/messages.ts';
import { calledTool } from './chat-messages.ts';
import { blob, textParts } from './content-parts.ts';
import { get, known, list, str, text } from './read.ts';
import { toolCall } from './tools.ts';

/** The node client reads images from files too: a short name with a dot is a path, as base64 has no dot. */
const PATH_MAX_LENGTH = 4096;

/** An image of a message: base64, bytes or a path. */
export function imagePart(image: unknown): readonly Part[] {
  if (image instanceof Uint8Array) return [blob(Buffer.from(image).toString('base64'), 'image')];
  const data = text(image);
  if (data === undefined) return [];
  const isPath = data.length < PATH_MAX_LENGTH && data.includes('.');
  return [isPath ? { type: 'uri', modality: 'image', uri: data } : blob(data, 'image')];
}

/** The parts of a message. */
export function messageParts(message: unknown): readonly Part[] {
  const thinking = str(message, 'thinking');
  return [
    ...(thinking === undefined ? [] : [{ type: 'reasoning' as const, content: thinking }]),
    ...textParts(get(message, 'content')),
    ...list(message, 'images').flatMap(imagePart),
    ...list(message, 'tool_calls').map((call) => {
      const { name, args } = calledTool(call);
      return toolCall(str(call, 'id'), name, args);
    }),
  ];
}

/** A message of a chat request. */
export function inputMessage(message: unknown): InputMessage {
  const role = str(message, 'role') ?? 'user';
  const name = str(message, 'tool_name');
  if (role !== 'tool') return { role, parts: messageParts(message) };
  const id = str(message, 'tool_call_id');
  const response = get(message, 'content') ?? '';
  const answer = known<Extract<Part, { type: 'tool_call_response' }>>({
    type: 'tool_call_response',
    id,
    response,
  });
  return known<InputMessage>({ role, name, parts: [answer] });
}
