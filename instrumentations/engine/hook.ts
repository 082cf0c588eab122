// The load hook: appends one statement to the few files that define GenAI classes, in ESM and CommonJS alike.
import Module, { register } from 'node:module';
import * as nodeModule from 'node:module';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { hasTail, tailStatement } from './match.ts';
import type { Matcher } from './match.ts';

/** How modules are hooked: in this thread, or for older Node by a loader thread. */
export type HookKind = 'registerHooks' | 'register';

/**
 * Versions on which an in-thread load hook is safe: earlier ones crash `require` of ES modules and tsx even with a hook
 * that does nothing (nodejs/node issues around sync hooks, fixed in 22.22.3, 24.11.1, 25.1).
 */
export function canHookInThread(version: string): boolean {
  const [major = 0, minor = 0, patch = 0] = version.replace(/^v/, '').split('.').map(Number);
  if (major === 22) return minor > 22 || (minor === 22 && patch >= 3);
  if (major === 24) return minor > 11 || (minor === 11 && patch >= 1);
  if (major === 25) return minor >= 1;
  return major > 25;
}

/** Who is told of modules that are not ours; neither call throws. */
export interface LoadObserver {
  builtin(url: string): void;
  compiled(module: unknown, filename: unknown): void;
}

/** Arms the hooks. `loaderUrl` is the loader for the thread of the older way. */
export function armHook(match: Matcher, loaderUrl: URL, observer: LoadObserver): HookKind {
  patchCompile(match, observer);
  if (canHookInThread(process.version)) {
    nodeModule.registerHooks({
      load: (url, context, nextLoad) => {
        if (url.startsWith('node:')) observer.builtin(url);
        return load(match, url, nextLoad(url, context));
      },
    });
    return 'registerHooks';
  }
  register(loaderUrl);
  return 'register';
}

interface Loaded {
  format?: string | null | undefined;
  source?: string | ArrayBuffer | NodeJS.TypedArray | undefined;
}

/** A loaded module with the tail, where it is one of ours; anything that goes wrong leaves it as it was. */
export function load<T extends Loaded>(match: Matcher, url: string, loaded: T): T {
  try {
    if (!url.startsWith('file:')) return loaded;
    const path = fileURLToPath(url.split('?', 1)[0] ?? url);
    const found = match(path);
    if (found === undefined) return loaded;
    // For CommonJS the source may be absent: Node would read it itself later, out of the hook's sight.
    const source =
      readSource(loaded.source) ?? (loaded.format === 'commonjs' ? readFileSync(path, 'utf8') : undefined);
    if (source === undefined || hasTail(source)) return loaded;
    return { ...loaded, source: source + tailStatement(found) };
  } catch {
    return loaded;
  }
}

function readSource(source: Loaded['source']): string | undefined {
  if (typeof source === 'string') return source;
  if (source instanceof ArrayBuffer) return Buffer.from(source).toString('utf8');
  if (ArrayBuffer.isView(source))
    return Buffer.from(source.buffer, source.byteOffset, source.byteLength).toString('utf8');
  return undefined;
}

type Compile = (this: unknown, content: unknown, filename: unknown, ...rest: unknown[]) => unknown;

/** CommonJS that bypasses the load hook (tsx replaces Node's CommonJS loader) still compiles here. */
function patchCompile(match: Matcher, observer: LoadObserver): void {
  const prototype: unknown = Module.prototype;
  if (!hasCompile(prototype)) return;
  const original = prototype._compile;
  prototype._compile = function (content, filename, ...rest) {
    let source = content;
    try {
      const found =
        typeof filename === 'string' && typeof content === 'string' && !hasTail(content)
          ? match(filename)
          : undefined;
      if (found !== undefined) source = `${String(content)}${tailStatement(found)}`;
    } catch {
      source = content;
    }
    const result: unknown = Reflect.apply(original, this, [source, filename, ...rest]);
    observer.compiled(this, filename);
    return result;
  };
}

function hasCompile(prototype: unknown): prototype is { _compile: Compile } {
  return (
    typeof prototype === 'object' &&
    prototype !== null &&
    typeof Reflect.get(prototype, '_compile') === 'function'
  );
}
