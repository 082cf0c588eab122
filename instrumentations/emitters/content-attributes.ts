// Safe content under a dialect's names, the same on spans and events but for how a value is encoded.
import type { Plain } from '../base/limits.ts';
import type { SafeContent } from './content.ts';
import type { ContentName, Dialect } from './dialects/dialect.ts';

/** Writes content and prompt variables into `attributes`; `encode` turns a value into what the signal carries. */
export function writeContent<Value>(
  attributes: Record<string, Value | string>,
  dialect: Dialect,
  content: SafeContent,
  encode: (value: Plain) => Value,
): void {
  for (const name of contentNames(dialect)) {
    const value = content[name];
    if (value !== undefined) attributes[dialect.content[name]] = encode(value);
  }
  const variables = content.promptVariables;
  if (typeof variables !== 'object' || variables === null || Array.isArray(variables)) return;
  for (const [key, value] of Object.entries(variables))
    attributes[dialect.promptVariablePrefix + key] = String(value);
}

function contentNames(dialect: Dialect): ContentName[] {
  return Object.keys(dialect.content).filter((name): name is ContentName => name in dialect.content);
}
