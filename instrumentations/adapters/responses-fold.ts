// Folds a Responses stream: its last event holds the whole response, so deltas are kept only for streams that end early.
import type { Fields } from '../record/record.ts';
import type { CallInput, StreamFold } from './adapter.ts';
import { get, list, str } from './read.ts';
import { failureOf, responsesResponse } from './responses-shape.ts';

/** Delta event -> the key of the cut item its text stands in. */
const DELTA_KEYS: Readonly<Record<string, string>> = {
  'response.output_text.delta': 'output_text',
  'response.refusal.delta': 'refusal',
  'response.reasoning_text.delta': 'reasoning_text',
  'response.reasoning_summary_text.delta': 'summary_text',
  'response.function_call_arguments.delta': 'arguments',
  'response.mcp_call_arguments.delta': 'arguments',
  'response.custom_tool_call_input.delta': 'input',
  'response.code_interpreter_call_code.delta': 'code',
};
const TERMINAL_EVENTS: ReadonlySet<string> = new Set([
  'response.completed',
  'response.incomplete',
  'response.failed',
  'response.cancelled',
]);

interface Gathered {
  item: unknown;
  /** Pieces of an item that is not finished, by the key of DELTA_KEYS. */
  pieces: Map<string, string[]> | undefined;
}

/** An item the stream left unfinished, in the shape its finished form would have had. */
function cutItem({ item, pieces }: Gathered): unknown {
  if (pieces === undefined) return item;
  const whole: Record<string, unknown> = { ...(typeof item === 'object' ? item : {}) };
  for (const [key, texts] of pieces) {
    const joined = texts.join('');
    if (key === 'arguments' || key === 'input' || key === 'code') whole[key] = joined;
    else if (key === 'summary_text') whole['summary'] = [{ type: key, text: joined }];
    else
      whole['content'] = [
        ...list(whole, 'content'),
        { type: key, [key === 'refusal' ? key : 'text']: joined },
      ];
  }
  return whole;
}

/** Whether an item event shows output of its own: an empty message or reasoning shell does not. */
function showsOutput(item: unknown): boolean {
  const type = str(item, 'type');
  return type !== 'message' && type !== 'reasoning';
}

/** A fold over Responses events. */
export function responsesFold(input: CallInput): StreamFold {
  const items: Gathered[] = [];
  let response: unknown;
  let error: unknown;

  const at = (event: unknown): Gathered => {
    const index = get(event, 'output_index');
    return (items[typeof index === 'number' ? index : 0] ??= { item: undefined, pieces: undefined });
  };

  return {
    chunk(event) {
      const type = str(event, 'type') ?? '';
      if (type.endsWith('.delta')) {
        const delta = str(event, 'delta');
        const key = input.captureContent && Object.hasOwn(DELTA_KEYS, type) ? DELTA_KEYS[type] : undefined;
        if (key !== undefined && delta !== undefined) {
          const pieces = (at(event).pieces ??= new Map());
          const texts = pieces.get(key);
          if (texts === undefined) pieces.set(key, [delta]);
          else texts.push(delta);
        }
        return delta !== undefined;
      }
      if (type === 'response.output_item.added' || type === 'response.output_item.done') {
        const item = get(event, 'item');
        const gathered = at(event);
        // Without content an item is only asked whether it waits for the client.
        gathered.item = input.captureContent
          ? item
          : { type: get(item, 'type'), call_id: get(item, 'call_id') };
        if (type.endsWith('done')) gathered.pieces = undefined;
        return showsOutput(item);
      }
      if (type === 'error') error = get(event, 'error') ?? event;
      else if (response === undefined || TERMINAL_EVENTS.has(type))
        response = get(event, 'response') ?? response;
      return type.endsWith('.partial_image');
    },
    fields(): Fields {
      const fields = responsesResponse(response, input, Object.values(items).map(cutItem));
      if (error !== undefined) fields.failure ??= failureOf(error);
      return fields;
    },
  };
}
