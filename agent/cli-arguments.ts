// Reads the command line of genai-instrument: flags that stand for variables, then the command to run.

import { nearest } from '../env-config/nearest.ts';
import type { Variable } from '../env-config/variable.ts';

/** What the command needs of a row of the variable table. */
export type FlagVariable = Pick<Variable, 'name' | 'meaning'>;

/** What the command line asks for. */
export type CliRequest =
  | {
      readonly kind: 'run';
      readonly command: string;
      readonly args: readonly string[];
      /** Variables set by flags. */
      readonly variables: Readonly<Record<string, string>>;
      /** --env-file, as given. */
      readonly envFile?: string;
    }
  | { readonly kind: 'help' }
  | { readonly kind: 'version' }
  /** One line for stderr, without the name of the command. */
  | { readonly kind: 'error'; readonly message: string };

const PREFIXES = ['GENAI_', 'OTEL_'];
const ENV_FILE_FLAG = '--env-file';

/** Reads the arguments after `genai-instrument`. Flags end at `--` or at the first argument that is none. */
export function parseCli(argv: readonly string[], table: readonly FlagVariable[]): CliRequest {
  const flags = flagTable(table);
  const variables: Record<string, string> = {};
  let envFile: string | undefined;
  let index = 0;
  for (; index < argv.length; index++) {
    const argument = argv[index] ?? '';
    if (argument === '--help' || argument === '-h') return { kind: 'help' };
    if (argument === '--version' || argument === '-v') return { kind: 'version' };
    if (!argument.startsWith('-') || argument === '--') break;
    const [flag = '', ...inline] = argument.split('=');
    const variable = flags.get(flag);
    if (variable === undefined) return { kind: 'error', message: unknownFlag(flag, flags.keys()) };
    const value = inline.length > 0 ? inline.join('=') : argv[++index];
    if (value === undefined || (inline.length === 0 && value.startsWith('--'))) {
      return { kind: 'error', message: `${flag} needs a value (${flag}=<value> where it begins with --)` };
    }
    if (flag === ENV_FILE_FLAG) envFile = value;
    else variables[variable] = value;
  }
  if (argv[index] === '--') index++;
  const [command, ...args] = argv.slice(index);
  if (command === undefined) {
    return {
      kind: 'error',
      message: 'no command to run. Usage: genai-instrument [--flag value] node app.js',
    };
  }
  return { kind: 'run', command, args, variables, ...(envFile === undefined ? {} : { envFile }) };
}

/** Flag -> variable. A name without its prefix means GENAI_<name> before OTEL_<name>; the whole name works as well. */
export function flagTable(table: readonly FlagVariable[]): ReadonlyMap<string, string> {
  const flags = new Map<string, string>();
  for (const { name } of table) flags.set(toFlag(name), name);
  for (const prefix of PREFIXES.toReversed()) {
    for (const { name } of table) {
      if (name.startsWith(prefix)) flags.set(toFlag(name.slice(prefix.length)), name);
    }
  }
  return flags.set(ENV_FILE_FLAG, 'GENAI_ENV_FILE');
}

/** The text of --help: the short flag of every variable, and what the variable means. */
export function helpText(table: readonly FlagVariable[]): string {
  // Of two flags for a variable, the short one comes last in the table.
  const shortest = new Map([...flagTable(table)].map(([flag, name]) => [name, flag]));
  const rows = table
    .filter(({ name }) => PREFIXES.some((prefix) => name.startsWith(prefix)) && name !== 'GENAI_ENV_FILE')
    .map(({ name, meaning }) => {
      return { flag: `${shortest.get(name) ?? toFlag(name)} <value>`, meaning: `${name}: ${meaning}` };
    });
  const envFile = 'Gives the command every variable of the file; the environment wins.';
  return [
    'Usage: genai-instrument [--flag value] command [argument...]',
    '',
    'Runs a Node.js command with GenAI telemetry: genai-instrument --service-name poems node app.js',
    '',
    ...[{ flag: `${ENV_FILE_FLAG} <file>`, meaning: envFile }, ...rows].map(
      ({ flag, meaning }) => `  ${flag}\n      ${meaning}`,
    ),
    '  --help, --version',
    '',
  ].join('\n');
}

function toFlag(name: string): string {
  return `--${name.toLowerCase().replaceAll('_', '-')}`;
}

function unknownFlag(flag: string, known: Iterable<string>): string {
  const meant = nearest(flag, known);
  return `unknown flag ${flag}: ${meant === undefined ? '--help lists the flags' : `did you mean ${meant}?`}`;
}
