// What may leave of a call's content: redacted, bounded, plain. If redaction fails, nothing of the content leaves.
import { describeBytes, plainCopy } from '../base/limits.ts';
import type { Plain } from '../base/limits.ts';
import type { Content } from '../record/messages.ts';
import type { ContentName } from './dialects/dialect.ts';

/** What replaces a redacted value, or all of the content where redaction failed. */
export const REDACTED = '[REDACTED]';

/** Content ready to be sent. */
export type SafeContent = Partial<Record<ContentName, Plain>> & { promptVariables?: Plain };

/** How content is limited: GENAI_MAX_CONTENT_BYTES and GENAI_REDACT_PATHS (`inputMessages.*.parts.*.content`). */
export interface ContentLimits {
  readonly maxContentBytes: number;
  readonly redactPaths: readonly string[];
}

const CONTENT_NAMES = [
  'systemInstructions',
  'inputMessages',
  'outputMessages',
  'toolDefinitions',
  'promptVariables',
] as const;

/** Path heads as people write them: our names and the convention's. */
const PATH_HEADS: Readonly<Record<string, string>> = {
  input_messages: 'inputMessages',
  output_messages: 'outputMessages',
  system_instructions: 'systemInstructions',
  tool_definitions: 'toolDefinitions',
  prompt_variables: 'promptVariables',
};

/** Prepares the function that makes content safe; paths are split once. */
export function createContentFilter(limits: ContentLimits): (content: Content) => SafeContent {
  const paths = limits.redactPaths.map(splitPath);
  return (content) => {
    const budget = { bytes: limits.maxContentBytes };
    const safe: SafeContent = {};
    for (const name of CONTENT_NAMES) {
      const value = content[name];
      if (value === undefined) continue;
      const copy = plainCopy(hideBlobs(value), budget);
      if (copy === undefined) continue;
      safe[name] = applyPaths(copy, name, paths);
    }
    return safe;
  };
}

function splitPath(path: string): readonly string[] {
  const [head = '', ...steps] = path
    .replace(/^\$\.?/, '')
    .replace(/^gen_ai\./, '')
    .replace(/^(input|output)\.messages/, '$1_messages')
    .replace(/^tool\.definitions/, 'tool_definitions')
    .replaceAll(/\[(\*|\d+)\]/g, '.$1')
    .split('.');
  return [PATH_HEADS[head] ?? head, ...steps];
}

function applyPaths(copy: Plain, name: string, paths: readonly (readonly string[])[]): Plain {
  try {
    let redacted = copy;
    for (const [head, ...steps] of paths)
      if (head === name || head === '*') redacted = redact(redacted, steps);
    return redacted;
  } catch {
    return REDACTED;
  }
}

function redact(value: Plain, steps: readonly string[]): Plain {
  const [step, ...rest] = steps;
  if (step === undefined) return REDACTED;
  if (Array.isArray(value))
    return value.map((item, index) => (step === '*' || step === String(index) ? redact(item, rest) : item));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, item]) => [
      key,
      step === '*' || step === key ? redact(item, rest) : item,
    ]),
  );
}

/** Inline binary parts as type, size and hash: base64 fills budgets and says nothing to a reader. */
function hideBlobs(value: unknown): unknown {
  if (!Array.isArray(value)) return value;
  return value.map((item: unknown) => {
    if (typeof item !== 'object' || item === null) return item;
    const parts: unknown = Reflect.get(item, 'parts');
    if (Array.isArray(parts)) return { ...item, parts: parts.map(hideBlob) };
    return hideBlob(item);
  });
}

function hideBlob(part: unknown): unknown {
  if (typeof part !== 'object' || part === null || Reflect.get(part, 'type') !== 'blob') return part;
  const content: unknown = Reflect.get(part, 'content');
  if (typeof content !== 'string') return part;
  return { ...part, content: '', ...describeBytes(Buffer.from(content, 'base64')) };
}
