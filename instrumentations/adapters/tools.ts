// Tools in the convention's words: those offered to the model and the calls it answers with.
import type { Part, ToolDefinition } from '../record/messages.ts';
import { get, known, str } from './read.ts';

/** Tool arguments: the parsed value where the text is JSON, else the text; undefined where there is none. */
export function toolArguments(value: unknown): unknown {
  if (typeof value !== 'string') return value ?? undefined;
  if (value === '') return undefined;
  try {
    return JSON.parse(value);
  } catch {
    return value;
  }
}

/** A tool call the client is to run. */
export function toolCall(id: string | undefined, name: string | undefined, args: unknown): Part {
  return known<Extract<Part, { type: 'tool_call' }>>({
    type: 'tool_call',
    id,
    name: name ?? 'unknown',
    arguments: toolArguments(args),
  });
}

/** Tools offered to the model: chat nests them under their type, Responses and legacy `functions` do not. */
export function toolDefinitions(tools: readonly unknown[]): readonly ToolDefinition[] | undefined {
  if (tools.length === 0) return undefined;
  return tools.map((tool) => {
    const type = str(tool, 'type') ?? 'function';
    const inner = get(tool, type) ?? tool;
    return known<ToolDefinition>({
      type,
      name: str(inner, 'name') ?? str(tool, 'server_label') ?? type,
      description: str(inner, 'description'),
      parameters: get(inner, 'parameters') ?? undefined,
    });
  });
}
