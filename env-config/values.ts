// Parsers: one for each type of variable. They say what was wrong and never throw; complaints.ts words it.
import { readFileSync } from 'node:fs';
import { isFile } from './env-file.ts';
import { LARGEST_INTEGER } from './variable.ts';
import type { Variable, VariableType } from './variable.ts';

/** The value of a variable. Lists and pairs are boxed so that the kinds can be told apart. */
export type Value =
  | boolean
  | number
  | string
  | { readonly items: readonly string[] }
  | { readonly pairs: Readonly<Record<string, string>> };

/** What a parser found. Without `value` the default counts. */
export interface Parsed {
  readonly value?: Value;
  /** Entries of a list that are left out. */
  readonly badEntries?: readonly string[];
  /** Why a named file is not usable. */
  readonly fileProblem?: string;
  /** `none` stood beside other words. */
  readonly noneAmongOthers?: true;
}

const NOTHING: Parsed = {};
const WHOLE_NUMBER = /^\d{1,15}$/;
const DECIMAL_NUMBER = /^\d*\.?\d+(e-?\d{1,3})?$/i;
const HEADER_NAME = /^[\w!#$%&'*+.^`|~-]+$/;
const LENIENT_BOOLEANS: Readonly<Record<string, boolean>> = {
  '1': true,
  yes: true,
  on: true,
  '0': false,
  no: false,
  off: false,
};

const PARSERS: Readonly<Record<VariableType, (text: string, row: Variable) => Parsed>> = {
  boolean: parseBoolean,
  integer: parseInteger,
  milliseconds: parseInteger,
  timeout: parseTimeout,
  number: parseNumber,
  enum: parseEnum,
  list: parseList,
  pairs: parsePairs,
  url: parseUrl,
  pem: parsePem,
  path: parsePath,
  string: (text) => ({ value: text }),
  unavailable: () => NOTHING,
};

/** Reads the text of a variable as its row says. */
export function parseValue(text: string, row: Variable): Parsed {
  return PARSERS[row.type](text.trim(), row);
}

function parseBoolean(text: string, row: Variable): Parsed {
  const word = text.toLowerCase();
  if (word === 'true') return { value: true };
  if (word === 'false') return { value: false };
  // The specification defines no other spellings for OTEL_*; ours may be looser.
  const lenient =
    row.name.startsWith('GENAI_') && Object.hasOwn(LENIENT_BOOLEANS, word)
      ? LENIENT_BOOLEANS[word]
      : undefined;
  return lenient === undefined ? NOTHING : { value: lenient };
}

function parseInteger(text: string, row: Variable): Parsed {
  return WHOLE_NUMBER.test(text) ? within(Number(text), row) : NOTHING;
}

function parseTimeout(text: string, row: Variable): Parsed {
  const parsed = parseInteger(text, row);
  // Zero is "no limit" in the specification; the exporters would take it as "at once".
  return parsed.value === 0 ? { value: LARGEST_INTEGER } : parsed;
}

function parseNumber(text: string, row: Variable): Parsed {
  return DECIMAL_NUMBER.test(text) ? within(Number(text), row) : NOTHING;
}

function within(value: number, row: Variable): Parsed {
  return value >= (row.minimum ?? 0) && value <= (row.maximum ?? LARGEST_INTEGER) ? { value } : NOTHING;
}

function parseEnum(text: string, row: Variable): Parsed {
  const word = acceptedWord(text, row);
  return word === undefined ? NOTHING : { value: word };
}

function acceptedWord(text: string, row: Variable): string | undefined {
  const word = text.toLowerCase();
  if (row.spellings !== undefined && Object.hasOwn(row.spellings, word)) return row.spellings[word];
  return row.accepted === undefined ? text : row.accepted.find((accepted) => accepted === word);
}

function parseList(text: string, row: Variable): Parsed {
  const items = new Set<string>();
  const badEntries: string[] = [];
  for (const entry of text.split(',')) {
    const word = entry.trim();
    if (word === '') continue;
    const accepted = acceptedWord(word, row);
    if (accepted === undefined) badEntries.push(word);
    else items.add(accepted);
  }
  if (items.size === 0) return badEntries.length === 0 ? { value: { items: [] } } : NOTHING;
  const noneToo = items.has('none') && items.size > 1;
  return {
    value: { items: noneToo ? ['none'] : [...items] },
    ...(noneToo ? { noneAmongOthers: true } : {}),
    ...(badEntries.length > 0 ? { badEntries } : {}),
  };
}

function parsePairs(text: string, row: Variable): Parsed {
  if (text.startsWith('{')) return parseJsonPairs(text);
  const pairs = new Map<string, string>();
  const badEntries: string[] = [];
  for (const entry of text.split(',')) {
    if (entry.trim() === '') continue;
    const equals = entry.indexOf('=');
    const key = decoded(entry.slice(0, Math.max(0, equals)).trim(), row);
    const value = decoded(entry.slice(equals + 1).trim(), row);
    if (!key || value === undefined || (row.httpHeaders && !isHeader(key, value)))
      badEntries.push(entry.trim());
    else pairs.set(key, value);
  }
  if (badEntries.length > 0 && (row.strict || pairs.size === 0)) return NOTHING;
  return {
    value: { pairs: Object.fromEntries(pairs) },
    ...(badEntries.length > 0 ? { badEntries } : {}),
  };
}

/** Percent-decoded; text that is not percent-encoded stays as it is, or is undefined where the row is strict. */
function decoded(text: string, row: Variable): string | undefined {
  if (!text.includes('%')) return text;
  try {
    return decodeURIComponent(text);
  } catch {
    return row.strict ? undefined : text;
  }
}

function isHeader(name: string, value: string): boolean {
  return HEADER_NAME.test(name) && !value.includes('\n') && !value.includes('\r') && !value.includes('\0');
}

/** OpenLIT writes attributes, and its Python command headers, as a JSON object. */
function parseJsonPairs(text: string): Parsed {
  try {
    const object: unknown = JSON.parse(text);
    if (typeof object !== 'object' || object === null) return NOTHING;
    return {
      value: {
        pairs: Object.fromEntries(Object.entries(object).map(([key, value]) => [key, String(value)])),
      },
    };
  } catch {
    return NOTHING;
  }
}

/** http or https; without a scheme host:port, or unix:path, both of which only gRPC takes (otlp.ts sees to that). */
function parseUrl(text: string): Parsed {
  if (text.startsWith('unix:')) return text.length > 'unix:'.length ? { value: text } : NOTHING;
  const complete = text.includes('://') ? text : `http://${text}`;
  if (!URL.canParse(complete)) return NOTHING;
  const url = new URL(complete);
  return (url.protocol === 'http:' || url.protocol === 'https:') && url.hostname !== ''
    ? { value: text }
    : NOTHING;
}

function parsePem(path: string): Parsed {
  try {
    const text = readFileSync(path, 'utf8');
    const isPem = text.startsWith('-----BEGIN ') || text.includes('\n-----BEGIN ');
    return isPem ? { value: text } : { fileProblem: 'is not a PEM file' };
  } catch {
    return { fileProblem: 'cannot be read' };
  }
}

function parsePath(path: string): Parsed {
  return isFile(path) ? { value: path } : { fileProblem: 'is not a file' };
}
