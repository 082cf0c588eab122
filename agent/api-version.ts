// Which version of @opentelemetry/api is on the stack: its registration compares the global's version with its own.
import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** Enough for the agent's own frames (this function's two and the accessor) and the one that called it. */
const FRAMES = 6;

/** The version of the API copy that is assigning the global right now; undefined where it cannot be told. */
export function callerApiVersion(): string | undefined {
  try {
    const file = callerFile();
    return file === undefined ? undefined : (packageVersion(dirname(file)) ?? bundledVersion(file));
  } catch {
    return undefined;
  }
}

/** The accessor's caller. Raw call sites: an app may map or shorten the text of stacks. */
function callerFile(): string | undefined {
  const { prepareStackTrace, stackTraceLimit } = Error;
  try {
    Error.stackTraceLimit = FRAMES;
    Error.prepareStackTrace = (_, sites) => sites.map((site) => site.getFileName());
    const files: unknown = Reflect.get(new Error(), 'stack');
    if (!Array.isArray(files)) return undefined;
    const paths = files.filter((name: unknown) => typeof name === 'string').map(fromUrl);
    return paths.find((path) => path !== OWN_FILE);
  } finally {
    Error.stackTraceLimit = stackTraceLimit;
    if (prepareStackTrace === undefined) Reflect.deleteProperty(Error, 'prepareStackTrace');
    else Error.prepareStackTrace = prepareStackTrace;
  }
}

const OWN_FILE = fileURLToPath(import.meta.url);

function fromUrl(name: string): string {
  return name.startsWith('file:') ? fileURLToPath(name) : name;
}

function packageVersion(from: string): string | undefined {
  for (let directory = from; dirname(directory) !== directory; directory = dirname(directory)) {
    const facts = readJson(join(directory, 'package.json'));
    const name: unknown = facts === undefined ? undefined : Reflect.get(facts, 'name');
    if (facts === undefined || typeof name !== 'string') continue;
    const version: unknown = Reflect.get(facts, 'version');
    return name === '@opentelemetry/api' && typeof version === 'string' ? version : undefined;
  }
  return undefined;
}

function readJson(path: string): object | undefined {
  try {
    const parsed: unknown = JSON.parse(readFileSync(path, 'utf8'));
    return typeof parsed === 'object' && parsed !== null ? parsed : undefined;
  } catch {
    return undefined;
  }
}

/** In a bundled app the API's version literal stands ahead of the global's name, which is made from it. */
function bundledVersion(file: string): string | undefined {
  const source = readFileSync(file, 'utf8');
  const before = source.slice(0, source.indexOf('opentelemetry.js.api.'));
  return [...before.matchAll(/["'`](1\.\d+\.\d+)["'`]/g)].at(-1)?.[1];
}
