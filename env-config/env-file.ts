// The env file: read for the agent's own variables only, below the environment, and never written into process.env.
import { readFileSync, statSync } from 'node:fs';
import { createRequire } from 'node:module';
import { resolve } from 'node:path';
import { refusedFromFile, unusableFile } from './complaints.ts';
import type { Complaint } from './config.ts';
import type { Variable } from './variable.ts';

/** `parse` of the dotenv package. */
export type ParseEnvFile = (text: string) => Readonly<Record<string, string>>;

/** Gives `parse`; called only where there is a file, so that a process without one never loads the package. */
export type LoadParse = () => ParseEnvFile;

/** What the env file adds. */
export interface EnvFile {
  readonly values: ReadonlyMap<string, string>;
  readonly complaints: readonly Complaint[];
}

/** The row GENAI_ENV_FILE and what to do with each name of the file: its row, or undefined for names that are not ours. */
export interface EnvFileRows {
  readonly fileRow: Variable;
  rowOf(name: string): Variable | undefined;
}

const NO_FILE: EnvFile = { values: new Map(), complaints: [] };

/** Reads the file GENAI_ENV_FILE names, or `.env` in the working directory where there is one. */
export function readEnvFile(
  named: string | undefined,
  cwd: string | undefined,
  rows: EnvFileRows,
  loadParse: LoadParse,
): EnvFile {
  if (named?.toLowerCase() === 'off' || (named === undefined && cwd === undefined)) return NO_FILE;
  const file = named ?? rows.fileRow.default ?? '.env';
  const path = resolve(cwd ?? '/', file);
  if (named === undefined && !isFile(path)) return NO_FILE;
  let entries: Readonly<Record<string, string>>;
  try {
    entries = loadParse()(readFileSync(path, 'utf8'));
  } catch {
    const complaint = unusableFile(
      { ...rows.fileRow, default: 'the environment alone' },
      rows.fileRow.name,
      file,
      'cannot be read',
    );
    return { values: NO_FILE.values, complaints: [complaint] };
  }
  return keepOurs(entries, file, named === undefined, rows);
}

/** A `.env` folder (Python) or pipe (secret managers) is not ours to read. */
export function isFile(path: string): boolean {
  try {
    return statSync(path, { throwIfNoEntry: false })?.isFile() ?? false;
  } catch {
    return false;
  }
}

function keepOurs(
  entries: Readonly<Record<string, string>>,
  file: string,
  wasFound: boolean,
  rows: EnvFileRows,
): EnvFile {
  const values = new Map<string, string>();
  const complaints: Complaint[] = [];
  for (const [name, value] of Object.entries(entries)) {
    const row = rows.rowOf(name);
    if (value.trim() === '' || (row === undefined && !name.startsWith('GENAI_'))) continue;
    // Any cloned folder may hold a .env: one that was merely found must not make us open other files or run code.
    if (row === rows.fileRow || (wasFound && row?.environmentOnly))
      complaints.push(refusedFromFile(name, file));
    else values.set(name, value);
  }
  return { values, complaints };
}

/**
 * The default loader. The literal `require` is for the bundler, which puts dotenv's code behind it without running it;
 * sources run as ES modules have none.
 */
export function requireDotenvParse(): ParseEnvFile {
  const dotenv: unknown =
    typeof require === 'function' ? require('dotenv') : createRequire(import.meta.url)('dotenv');
  if (!hasParse(dotenv)) throw new TypeError('dotenv without parse');
  return (text) => dotenv.parse(text);
}

function hasParse(module: unknown): module is { parse: ParseEnvFile } {
  return (
    typeof module === 'object' && module !== null && 'parse' in module && typeof module.parse === 'function'
  );
}
