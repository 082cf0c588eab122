// `node env-config/docs.ts [--check]`: the README's variable tables and .env.sample, printed from the variable table.
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { acceptedText } from './complaints.ts';
import { areas } from './variables.ts';
import type { Variable } from './variable.ts';

const START = '<!-- variables:start -->';
const END = '<!-- variables:end -->';
const COLUMNS = ['variable', 'default', 'accepted', 'meaning', 'also read as'];

/** The tables of all areas in Markdown. */
export function variableTables(): string {
  return areas()
    .map(({ title, variables }) =>
      [
        `### ${title}`,
        '',
        tableRow(COLUMNS),
        tableRow(COLUMNS.map(() => '---')),
        ...variables.map((variable) => tableRow(cells(variable))),
      ].join('\n'),
    )
    .join('\n\n');
}

/** A sample env file: every variable commented out, with its sentence. */
export function sampleEnvFile(): string {
  const head =
    '# Copy to .env, or name it in GENAI_ENV_FILE. The environment wins over this file; empty means unset.\n' +
    '# Variables that name other files are taken only from a file that GENAI_ENV_FILE names.\n';
  const parts = areas().map(
    ({ title, variables }) =>
      `\n# ---- ${title} ----\n` +
      variables
        .filter(({ name, type }) => type !== 'unavailable' && name !== 'GENAI_ENV_FILE')
        .map(
          (variable) =>
            `\n# ${variable.meaning}\n# Accepted: ${acceptedText(variable)}\n${sampleLine(variable)}\n`,
        )
        .join(''),
  );
  return head + parts.join('');
}

/** The README with the tables between the markers, or undefined where it has no markers. */
export function withTables(readme: string, tables: string): string | undefined {
  const start = readme.indexOf(START);
  const end = readme.indexOf(END, start);
  if (start < 0 || end < 0) return undefined;
  return `${readme.slice(0, start + START.length)}\n\n${tables}\n\n${readme.slice(end)}`;
}

function cells(variable: Variable): string[] {
  const names = [
    ...(variable.aliases ?? []),
    ...(variable.negatedAliases ?? []).map((name) => `not ${name}`),
  ];
  const defaultText = variable.fallback === undefined ? (variable.default ?? '') : `${variable.fallback}`;
  return [
    `\`${variable.name}\``,
    defaultText,
    acceptedText(variable),
    variable.meaning + (variable.sensitive ? ' Never printed.' : ''),
    names.join(', '),
  ];
}

function tableRow(texts: readonly string[]): string {
  return `| ${texts.map((text) => text.replaceAll('|', '\\|')).join(' | ')} |`;
}

function sampleLine(variable: Variable): string {
  const text = variable.type === 'url' ? 'http://localhost:4317' : (variable.default ?? '');
  return `# ${variable.name}=${variable.fallback === undefined ? text : ''}`;
}

/** Compares or writes one generated file; true where it differs and was not to be written. */
function settle(path: string, wanted: string, isCheck: boolean): boolean {
  const same = existsSync(path) && readFileSync(path, 'utf8') === wanted;
  if (same) return false;
  if (!isCheck) writeFileSync(path, wanted);
  process.stdout.write(`${path} ${isCheck ? 'differs: run node env-config/docs.ts' : 'written'}\n`);
  return isCheck;
}

function main(isCheck: boolean): void {
  const readmePath = fileURLToPath(new URL('../README.md', import.meta.url));
  const samplePath = fileURLToPath(new URL('../.env.sample', import.meta.url));
  let differs = settle(samplePath, sampleEnvFile(), isCheck);
  const readme = existsSync(readmePath)
    ? withTables(readFileSync(readmePath, 'utf8'), variableTables())
    : undefined;
  if (readme === undefined) {
    process.stdout.write(`${readmePath} is absent or has no ${START} and ${END}\n`);
    differs = true;
  } else {
    differs = settle(readmePath, readme, isCheck) || differs;
  }
  if (differs && isCheck) process.exitCode = 1;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) main(process.argv.includes('--check'));
