// The Responses part of the independent reading.
import { at, joined, many, parsed, readUsage } from './wire-reading.ts';
import type { Reading } from './wire-reading.ts';

/** Client tools of the Responses API -> the key that holds what the tool is to do. */
const CLIENT_TOOLS: Readonly<Record<string, string>> = {
  function_call: 'arguments',
  custom_tool_call: 'input',
  local_shell_call: 'action',
  shell_call: 'action',
  apply_patch_call: 'operation',
  computer_call: 'action',
  tool_search_call: 'arguments',
};

/** The Responses API. Streams are read from their item events, not from the last event's own output. */
export function readResponses(all: readonly unknown[], streamed: boolean): Reading {
  const last = all.findLast((document) => !streamed || at(document, 'response') !== undefined);
  const response = streamed ? at(last, 'response') : last;
  const done = all
    .filter((event) => at(event, 'type') === 'response.output_item.done')
    .map((event) => at(event, 'item'));
  const items = streamed ? done : many(at(response, 'output'));
  const itemTexts = (item: unknown, key: string, type: RegExp) =>
    many(at(item, key))
      .filter((part) => type.test(String(at(part, 'type'))))
      .map((part) => at(part, 'text'));
  // An item that was not finished is what its deltas say.
  const finished = new Set(
    all
      .filter((event) => at(event, 'type') === 'response.output_item.done')
      .map((event) => at(event, 'output_index')),
  );
  const deltas = (type: RegExp) =>
    all
      .filter((event) => type.test(String(at(event, 'type'))) && !finished.has(at(event, 'output_index')))
      .map((event) => at(event, 'delta'));
  const calls = items.filter(
    (item) => String(at(item, 'type')) in CLIENT_TOOLS && typeof at(item, 'call_id') === 'string',
  );
  const outputs = items
    .filter((item) => String(at(item, 'type')).endsWith('_output'))
    .map((item) => at(item, 'call_id'));
  const waiting = calls.some((call) => !outputs.includes(at(call, 'call_id')));
  const why = at(response, 'incomplete_details', 'reason');
  const reason = {
    completed: waiting ? 'tool_call' : 'stop',
    incomplete: why === 'max_output_tokens' ? 'length' : why,
    failed: 'error',
    cancelled: 'error',
  }[String(at(response, 'status'))];
  return {
    id: at(response, 'id'),
    model: at(response, 'model'),
    reasons: reason === undefined ? [] : [reason],
    usage: readUsage(at(response, 'usage')),
    texts: [
      joined([
        ...items.flatMap((item) => itemTexts(item, 'content', /output_text/)),
        ...deltas(/output_text\.delta$/),
      ]),
    ],
    reasoning: joined([
      ...items.flatMap((item) => [
        ...itemTexts(item, 'summary', /./),
        ...itemTexts(item, 'content', /reasoning_text/),
      ]),
      ...deltas(/reasoning(_summary)?_text\.delta$/),
    ]),
    hosted: items
      .filter(
        (item) =>
          /(_call|^mcp_.*)$/.test(String(at(item, 'type'))) && typeof at(item, 'call_id') !== 'string',
      )
      .map((item) => at(item, 'type')),
    media: items.flatMap((item) =>
      at(item, 'type') === 'image_generation_call' ? (at(item, 'result') ?? []) : [],
    ),
    calls: calls.map((call) => {
      const type = String(at(call, 'type'));
      return {
        id: at(call, 'call_id'),
        name: at(call, 'name') ?? type.replace('_call', ''),
        arguments: parsed(at(call, CLIENT_TOOLS[type] ?? '')),
      };
    }),
  };
}
