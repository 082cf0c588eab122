// Tells from a file's path whether it defines classes we hook: one regexp for every module, the package's name for the few.
import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { HookTable } from '../adapters/registry.ts';

/** A file to hook. */
export interface Match {
  readonly adapterId: string;
  readonly fileKey: string;
  readonly packageName: string;
  readonly version: string;
  readonly classNames: readonly string[];
}

/** Decides for an absolute path. */
export type Matcher = (path: string) => Match | undefined;

/** What follows a file key: bundlers put a content hash before the extension (`ollama.1a2b3c4d.mjs`). */
const EXTENSION = /(?:\.[0-9a-f]{6,10})?\.[cm]?js$/;

/** Builds the matcher of a hook table. */
export function createMatcher(table: HookTable): Matcher {
  const keys = table.flatMap((entry) => Object.keys(entry.files));
  const candidate = new RegExp(`[\\\\/](?:${keys.map(escapeKey).join('|')})${EXTENSION.source}`);
  return (path) => {
    if (!candidate.test(path)) return undefined;
    const owner = findPackage(dirname(path));
    if (owner === undefined) return undefined;
    const fileKey = path
      .slice(owner.directory.length + 1)
      .replace(EXTENSION, '')
      .replaceAll('\\', '/');
    for (const entry of table) {
      const classNames = entry.package === owner.name ? entry.files[fileKey] : undefined;
      if (classNames !== undefined) {
        return { adapterId: entry.id, fileKey, packageName: owner.name, version: owner.version, classNames };
      }
    }
    return undefined;
  };
}

/** The statement appended to a matched file: hands the classes over, in the file's own scope. */
export function tailStatement(match: Match): string {
  const { classNames, ...facts } = match;
  const classes = classNames
    .map((name) => `${name}:typeof ${name}==="undefined"?undefined:${name}`)
    .join(',');
  return `\n;globalThis[Symbol.for("@x/agent")]?.loaded?.(${JSON.stringify(facts)},()=>({${classes}}));`;
}

/** True where a source already ends in a tail statement (two hooks may see the same file). */
export function hasTail(source: string): boolean {
  return source.includes(';globalThis[Symbol.for("@x/agent")]?.loaded?.(', Math.max(0, source.length - 2000));
}

function escapeKey(key: string): string {
  return key.replaceAll('.', '\\.').replaceAll('/', '[\\\\/]');
}

interface PackageFacts {
  readonly directory: string;
  readonly name: string;
  readonly version: string;
}

/** The nearest package.json with a name; inner ones that only set `type` are passed over. */
function findPackage(from: string): PackageFacts | undefined {
  for (let directory = from; ; directory = dirname(directory)) {
    const facts = readPackage(directory);
    if (facts !== undefined) return facts;
    if (dirname(directory) === directory) return undefined;
  }
}

function readPackage(directory: string): PackageFacts | undefined {
  try {
    const parsed: unknown = JSON.parse(readFileSync(join(directory, 'package.json'), 'utf8'));
    if (typeof parsed !== 'object' || parsed === null) return undefined;
    const name: unknown = Reflect.get(parsed, 'name');
    const version: unknown = Reflect.get(parsed, 'version');
    return typeof name === 'string'
      ? { directory, name, version: typeof version === 'string' ? version : '' }
      : undefined;
  } catch {
    return undefined;
  }
}
