// Items of the Responses API (messages, reasoning, tool calls and their outputs) as messages and parts.
import type { InputMessage, Part } from '../record/messages.ts';
import { blob, contentParts, generic, textParts } from './content-parts.ts';
import { get, known, list, str } from './read.ts';
import { toolCall } from './tools.ts';

/** Keys of a call that are bookkeeping, or are said elsewhere in the part. */
const NOT_ARGUMENTS = new Set([
  'id',
  'type',
  'call_id',
  'status',
  'name',
  'result',
  'namespace',
  'caller',
  'execution',
]);

function withoutKeys(item: unknown, keys: ReadonlySet<string>): Record<string, unknown> {
  const entries = Object.entries(typeof item === 'object' && item !== null ? item : {});
  return Object.fromEntries(entries.filter(([key, value]) => !keys.has(key) && value !== null));
}

const typeOf = (item: unknown): string =>
  str(item, 'type') ?? (str(item, 'role') === undefined ? '' : 'message');

/** A call with a `call_id` is answered by the client; without one the provider runs the tool itself. */
const isClientCall = (item: unknown): boolean =>
  typeOf(item).endsWith('_call') && str(item, 'call_id') !== undefined;

const isToolOutput = (item: unknown): boolean => typeOf(item).endsWith('_output');

/** Whether the response ended for the client to run a tool: a call without its output beside it. */
export function awaitsClient(items: readonly unknown[]): boolean {
  const answered = new Set(items.filter(isToolOutput).map((item) => str(item, 'call_id')));
  return items.some((item) => isClientCall(item) && !answered.has(str(item, 'call_id')));
}

function clientCallPart(item: unknown): Part {
  const name = str(item, 'name') ?? typeOf(item).replace(/_call$/, '');
  const args = get(item, 'arguments') ?? get(item, 'input') ?? get(item, 'action') ?? get(item, 'operation');
  return toolCall(str(item, 'call_id'), name, args ?? withoutKeys(item, NOT_ARGUMENTS));
}

function serverCallParts(item: unknown): readonly Part[] {
  const type = typeOf(item);
  const call = known<Extract<Part, { type: 'server_tool_call' }>>({
    type: 'server_tool_call',
    id: str(item, 'id'),
    name: str(item, 'name') ?? str(item, 'server_label') ?? type.replace(/_call$/, ''),
    server_tool_call: { ...withoutKeys(item, NOT_ARGUMENTS), type },
  });
  const image = type === 'image_generation_call' ? str(item, 'result') : undefined;
  return image === undefined
    ? [call]
    : [call, blob(image, 'image', `image/${str(item, 'output_format') ?? 'png'}`)];
}

function reasoningParts(item: unknown): readonly Part[] {
  const texts = [...list(item, 'summary'), ...list(item, 'content')];
  return texts.flatMap((part) => str(part, 'text') ?? []).map((content) => ({ type: 'reasoning', content }));
}

function toolOutputPart(item: unknown): Part {
  const output = get(item, 'output') ?? get(item, 'tools');
  const response =
    Array.isArray(output) && output.some((part) => str(part, 'text') ?? str(part, 'image_url'));
  return known<Extract<Part, { type: 'tool_call_response' }>>({
    type: 'tool_call_response',
    id: str(item, 'call_id') ?? str(item, 'id'),
    response: response ? contentParts(output) : (output ?? ''),
  });
}

function itemParts(item: unknown): readonly Part[] {
  const type = typeOf(item);
  if (type === 'message') return contentParts(get(item, 'content'));
  if (type === 'reasoning') return reasoningParts(item);
  if (type === 'item_reference') return [{ type: 'item_reference', id: str(item, 'id') }];
  if (isClientCall(item)) return [clientCallPart(item)];
  if (isToolOutput(item)) return [toolOutputPart(item)];
  if (type.endsWith('_call') || type.startsWith('mcp_')) return serverCallParts(item);
  return [generic(item)];
}

function roleOf(item: unknown): string {
  const role = str(item, 'role');
  if (role !== undefined) return role;
  return isToolOutput(item) || typeOf(item) === 'mcp_approval_response' ? 'tool' : 'assistant';
}

/** The parts of all output items, in order: one response is one message. */
export function outputParts(items: readonly unknown[]): readonly Part[] {
  return items.flatMap(itemParts);
}

/** The messages of `input`: a string is the user's, every item a message of its own. */
export function inputMessages(input: unknown): readonly InputMessage[] {
  if (!Array.isArray(input)) {
    const parts = textParts(input);
    return parts.length > 0 ? [{ role: 'user', parts }] : [];
  }
  return input.map((item: unknown) => ({ role: roleOf(item), parts: itemParts(item) }));
}
