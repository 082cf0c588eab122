// The values of the table's variables with their defaults, asked for by name and type while the Config is built.
import {
  badEntries,
  badValue,
  noneAmongOthers,
  notAvailable,
  unknownName,
  unusableFile,
} from './complaints.ts';
import type { Complaint, ReadResult } from './config.ts';
import { readEnvFile } from './env-file.ts';
import type { LoadParse } from './env-file.ts';
import { parseValue } from './values.ts';
import type { Value } from './values.ts';
import { variables } from './variables.ts';
import type { Variable } from './variable.ts';

/** Where a variable's text came from, and under which of its names. */
interface Given {
  readonly name: string;
  readonly text: string;
  readonly source: 'environment' | 'file';
}

/** The table's values; each reader takes the default where the variable is unset or bad. */
export interface Settings {
  readonly complaints: Complaint[];
  readonly sources: ReadResult['sources'];
  row(name: string): Variable;
  /** The name under which a variable was given and accepted; undefined where its default counts. */
  givenAs(name: string): string | undefined;
  flag(name: string): boolean;
  count(name: string): number;
  optionalCount(name: string): number | undefined;
  text(name: string): string | undefined;
  choice<Word extends string>(name: string, words: readonly [Word, ...Word[]]): Word;
  list(name: string): readonly string[];
  choices<Word extends string>(name: string, words: readonly Word[]): Word[];
  pairs(name: string): Readonly<Record<string, string>>;
}

/** Reads every row of the table from the environment and, below it, the env file. */
export function readSettings(
  env: Readonly<Record<string, string | undefined>>,
  cwd: string | undefined,
  loadParse: LoadParse,
): Settings {
  const rows = new Map<string, Variable>();
  const rowOf = new Map<string, Variable>();
  for (const row of variables()) {
    rows.set(row.name, row);
    rowOf.set(row.name, row);
    if (row.aliases !== undefined) for (const name of row.aliases) rowOf.set(name, row);
    if (row.negatedAliases !== undefined) for (const name of row.negatedAliases) rowOf.set(name, row);
  }
  const row = (name: string): Variable => {
    const found = rows.get(name);
    if (found === undefined) throw new RangeError(`no row for ${name}`);
    return found;
  };
  const ours = new Map<string, string>();
  for (const name of Object.keys(env)) {
    if (!rowOf.has(name) && !name.startsWith('GENAI_')) continue;
    const text = env[name];
    // Empty is unset, as the specification says.
    if (text !== undefined && text.trim() !== '') ours.set(name, text);
  }
  const fileRow = row('GENAI_ENV_FILE');
  const file = readEnvFile(
    ours.get(fileRow.name)?.trim(),
    cwd,
    { fileRow, rowOf: (name) => rowOf.get(name) },
    loadParse,
  );
  const complaints = [...file.complaints, ...unknownNames(ours, file.values, rowOf)];
  const values = new Map<string, Value>();
  const sources: Record<string, 'environment' | 'file'> = {};
  const givenNames = new Map<string, string>();
  const givenRows = new Set([...ours.keys(), ...file.values.keys()].map((name) => rowOf.get(name)));
  for (const candidate of givenRows.size === 0 ? [] : rows.values()) {
    if (!givenRows.has(candidate)) continue;
    const given = find(candidate, ours, 'environment') ?? find(candidate, file.values, 'file');
    if (given === undefined) continue;
    const value = valueOf(candidate, given, complaints);
    if (value === undefined) continue;
    values.set(candidate.name, value);
    givenNames.set(candidate.name, given.name);
    sources[candidate.name] = given.source;
  }
  const lookUp = (name: string): Value | undefined => {
    const found = values.get(name);
    if (found !== undefined) return found;
    const { default: text, fallback } = row(name);
    if (fallback !== undefined) return lookUp(fallback);
    return text === undefined ? undefined : parseValue(text, row(name)).value;
  };
  return { complaints, sources, row, givenAs: (name) => givenNames.get(name), ...readers(lookUp) };
}

function namesOf(row: Variable): string[] {
  return [row.name, ...(row.aliases ?? []), ...(row.negatedAliases ?? [])];
}

function find(row: Variable, from: ReadonlyMap<string, string>, source: Given['source']): Given | undefined {
  for (const name of namesOf(row)) {
    const text = from.get(name);
    if (text !== undefined) return { name, text, source };
  }
  return undefined;
}

function unknownNames(
  env: ReadonlyMap<string, string>,
  file: ReadonlyMap<string, string>,
  rowOf: ReadonlyMap<string, Variable>,
): Complaint[] {
  const unknown = [...new Set([...env.keys(), ...file.keys()])].filter((name) => !rowOf.has(name));
  if (unknown.length === 0) return [];
  const ours = [...rowOf.keys()].filter((name) => name.startsWith('GENAI_'));
  return unknown.map((name) => unknownName(name, ours));
}

function valueOf(row: Variable, given: Given, complaints: Complaint[]): Value | undefined {
  const { name, text } = given;
  if (row.type === 'unavailable') {
    complaints.push(notAvailable(row, name, text));
    return undefined;
  }
  const parsed = parseValue(text, row);
  if (parsed.fileProblem !== undefined) complaints.push(unusableFile(row, name, text, parsed.fileProblem));
  else if (parsed.value === undefined) complaints.push(badValue(row, name, text));
  if (parsed.badEntries !== undefined) complaints.push(badEntries(row, name, parsed.badEntries));
  if (parsed.noneAmongOthers) complaints.push(noneAmongOthers(row, name, text));
  const isNegated = row.negatedAliases?.includes(name) ?? false;
  return isNegated && typeof parsed.value === 'boolean' ? !parsed.value : parsed.value;
}

type Readers = Omit<Settings, 'complaints' | 'sources' | 'row' | 'givenAs'>;

function readers(lookUp: (name: string) => Value | undefined): Readers {
  const optionalCount = (name: string): number | undefined => {
    const value = lookUp(name);
    return typeof value === 'number' ? value : undefined;
  };
  const list = (name: string): readonly string[] => {
    const value = lookUp(name);
    return typeof value === 'object' && 'items' in value ? value.items : [];
  };
  return {
    optionalCount,
    list,
    flag: (name) => lookUp(name) === true,
    count: (name) => optionalCount(name) ?? 0,
    text: (name) => {
      const value = lookUp(name);
      return typeof value === 'string' ? value : undefined;
    },
    choice: (name, words) => {
      const value = lookUp(name);
      return words.find((word) => word === value) ?? words[0];
    },
    choices: (name, words) => {
      const items = list(name);
      return words.filter((word) => items.includes(word));
    },
    pairs: (name) => {
      const value = lookUp(name);
      return typeof value === 'object' && 'pairs' in value ? value.pairs : {};
    },
  };
}
