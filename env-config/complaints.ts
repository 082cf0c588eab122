// The one-line complaints, each with its stable code; a code is never reused. Sensitive values stay out of all of them.
import type { Complaint } from './config.ts';
import { nearest } from './nearest.ts';
import type { Variable } from './variable.ts';

/** Longest piece of a value that is repeated in a complaint. */
const LONGEST_VALUE = 80;

/** GENAI_W001: the value is not accepted; the default counts instead. */
export function badValue(row: Variable, name: string, value: string): Complaint {
  const words = [...(row.accepted ?? []), ...Object.keys(row.spellings ?? {})];
  const hint = row.sensitive ? undefined : nearest(value, words);
  return {
    code: 'GENAI_W001',
    message:
      `${shown(row, name, value)} is not accepted; accepted: ${acceptedText(row)};` +
      `${hint === undefined ? '' : ` nearest: ${hint};`} using ${insteadText(row)}`,
  };
}

/** GENAI_W002: a GENAI_* name nobody reads. Its value is left out: what it is meant to be is not known. */
export function unknownName(name: string, known: Iterable<string>): Complaint {
  const hint = nearest(name, known);
  return {
    code: 'GENAI_W002',
    message: `${name} is not a variable of this agent${hint === undefined ? '' : `; nearest: ${hint}`}; ignored`,
  };
}

/** GENAI_W003: a named file cannot be read, or is not what it should be. */
export function unusableFile(row: Variable, name: string, path: string, reason: string): Complaint {
  return {
    code: 'GENAI_W003',
    message: `${shown(row, name, path)} ${reason}; accepted: ${acceptedText(row)}; using ${insteadText(row)}`,
  };
}

/** GENAI_W004: a variable that names files or code, in an env file nobody named. */
export function refusedFromFile(name: string, file: string): Complaint {
  return {
    code: 'GENAI_W004',
    message:
      `${name} in ${quoted(file)} is ignored: it names a file, so it is taken only from the environment` +
      ` or from a file that GENAI_ENV_FILE names`,
  };
}

/** GENAI_W005: a variable of a later version. */
export function notAvailable(row: Variable, name: string, value: string): Complaint {
  return {
    code: 'GENAI_W005',
    message: `${shown(row, name, value)} is not available in this version; ignored`,
  };
}

/** GENAI_W006: some entries of a list are not accepted; the others count. */
export function badEntries(row: Variable, name: string, entries: readonly string[]): Complaint {
  const words = [...(row.accepted ?? []), ...Object.keys(row.spellings ?? {})];
  const hint = row.sensitive ? undefined : nearest(entries[0] ?? '', words);
  return {
    code: 'GENAI_W006',
    message:
      `${shown(row, name, entries.join(','))} is not accepted in the list; accepted: ${acceptedText(row)};` +
      `${hint === undefined ? '' : ` nearest: ${hint};`} using the other entries`,
  };
}

/** GENAI_W007: a number above another one that bounds it. */
export function clamped(name: string, value: number, bound: string, used: number): Complaint {
  return { code: 'GENAI_W007', message: `${name}="${value}" is more than ${bound} allows; using ${used}` };
}

/** GENAI_W008: `none` beside other words. */
export function noneAmongOthers(row: Variable, name: string, value: string): Complaint {
  return {
    code: 'GENAI_W008',
    message: `${shown(row, name, value)} has none beside other words; accepted: ${acceptedText(row)}; using none`,
  };
}

/** What a variable accepts, for a person; also the README's column. */
export function acceptedText(row: Variable): string {
  const spellings = Object.keys(row.spellings ?? {});
  const words = (row.accepted ?? []).join(', ');
  const also = spellings.length === 0 ? '' : ` (also ${spellings.join(', ')})`;
  const range = `from ${row.minimum ?? 0} to ${row.maximum ?? 2_147_483_647}`;
  switch (row.type) {
    case 'boolean':
      return row.name.startsWith('GENAI_') ? 'true, false (also 1, 0, yes, no, on, off)' : 'true, false';
    case 'integer':
      return `a whole number ${range}`;
    case 'milliseconds':
    case 'timeout':
      return `whole milliseconds ${range}`;
    case 'number':
      return `a number ${range}`;
    case 'enum':
      return words + also;
    case 'list':
      return words === '' ? `a comma list${also}` : `a comma list of ${words}${also}`;
    case 'pairs':
      return 'key=value,key=value (percent-encoded)';
    case 'url':
      return 'a URL such as http://host:4317 or https://host:4318';
    case 'pem':
      return 'the path of a PEM file';
    case 'path':
      return 'the path of a file';
    case 'string':
      return row.name === 'GENAI_ENV_FILE' ? 'the path of a file, off' : 'any text';
    case 'unavailable':
      return 'nothing yet';
  }
}

function insteadText(row: Variable): string {
  return row.fallback === undefined ? (row.default ?? 'none') : `what ${row.fallback} says`;
}

function shown(row: Variable, name: string, value: string): string {
  // A URL may carry a password or a key.
  const hidden = row.sensitive || (row.type === 'url' && (value.includes('@') || value.includes('?')));
  return hidden ? `${name} (value not shown)` : `${name}=${quoted(value)}`;
}

/** On one line, control characters escaped, long text cut. */
function quoted(value: string): string {
  return JSON.stringify(value.length > LONGEST_VALUE ? `${value.slice(0, LONGEST_VALUE)}…` : value);
}
