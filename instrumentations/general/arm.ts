// The part of the general instrumentations that runs in every process: notices target modules, decides when to patch.
import { BUILTINS, GENERAL } from './table.ts';

/** A CommonJS module that has just been evaluated. */
export interface GeneralTarget {
  readonly id: string;
  readonly packageName: string;
  readonly directory: string;
  readonly file: string;
  readonly module: { exports: unknown };
}

/** What the `general` chunk does; loaded with the first thing to patch. */
export interface GeneralDriver {
  patchModule(target: GeneralTarget): void;
  patchBuiltin(id: string, name: string): void;
  /** From here on spans are wanted: a GenAI library has loaded, or GENAI_GENERAL=on. */
  start(): void;
}

/** Called by the load hook, the `_compile` patch and the first GenAI module. None of them throws. */
export interface General {
  /** After `Module.prototype._compile` has returned. */
  compiled(module: unknown, filename: unknown): void;
  /** When the load hook sees a `node:` URL. */
  builtin(url: string): void;
  genaiLoaded(): void;
}

/** How to arm. */
export interface GeneralOptions {
  readonly mode: 'auto' | 'on' | 'off';
  /** False where no in-thread load hook tells of builtins: http and https are then patched with the first GenAI library. */
  readonly seesBuiltins: boolean;
  readonly driver: () => GeneralDriver;
}

/**
 * Arms the general instrumentations. In `auto`, a process without a GenAI library pays one table look-up a module; what
 * loaded before it is remembered and patched when it loads. Example:
 *
 *     const general = armGeneral({ mode: readGeneralMode(), seesBuiltins: true, driver: () => loadChunk('general').openDriver(host) });
 *     // load hook: if (url.startsWith('node:')) general.builtin(url);
 *     // _compile, after the original returned: general.compiled(this, filename);
 *     // first GenAI module: general.genaiLoaded();
 */
export function armGeneral(options: GeneralOptions): General {
  if (options.mode === 'off') return { compiled: ignore, builtin: ignore, genaiLoaded: ignore };
  const idOf = new Map(
    Object.entries(GENERAL).flatMap(([id, { modules }]) => modules.map((name) => [name, id] as const)),
  );
  const waiting = new Map<string, (driver: GeneralDriver) => void>();
  let isLive = false;
  let isBusy = false;

  /** Patches what waits. Loading a chunk shows the hook more modules: they wait for the next turn. */
  const drain = () => {
    if (isBusy || waiting.size === 0) return;
    for (const [key, patch] of waiting) {
      waiting.delete(key);
      apply(patch);
    }
  };

  const apply = (patch: (driver: GeneralDriver) => void) => {
    isBusy = true;
    try {
      patch(options.driver());
    } catch {
      // A package that cannot be patched stays as it is.
    }
    isBusy = false;
  };

  const genaiLoaded = () => {
    if (isLive) return;
    isLive = true;
    if (!options.seesBuiltins) for (const name of ['http', 'https']) waitFor(name);
    waiting.set('start', (driver) => driver.start());
    drain();
  };

  const waitFor = (name: string) => {
    const id = idOf.get(name);
    if (id !== undefined) waiting.set(name, (driver) => driver.patchBuiltin(id, name));
  };

  const general: General = {
    compiled(module, filename) {
      const found = typeof filename === 'string' ? locate(filename) : undefined;
      const id = found === undefined ? undefined : idOf.get(found.packageName);
      if (found === undefined || id === undefined || !isModule(module)) return isLive ? drain() : undefined;
      const target = { id, ...found, module };
      const patch = (driver: GeneralDriver) => driver.patchModule(target);
      if (!isBusy && (isLive || GENERAL[id]?.early === true)) apply(patch);
      else waiting.set(found.file, patch);
      if (isLive) drain();
    },
    builtin(url) {
      const name = url.slice('node:'.length);
      if (!BUILTINS.has(name)) return;
      waitFor(name);
      // Not at once: the module may be one that a chunk of ours is being linked with, which cannot be required again.
      if (isLive) queueMicrotask(drain);
    },
    genaiLoaded,
  };
  if (options.mode === 'on') queueMicrotask(genaiLoaded);
  return general;
}

const ignore = () => undefined;
const PACKAGES = /^.*[\\/]node_modules[\\/]((?:@[^\\/]+[\\/])?[^\\/]+)[\\/]/s;

function locate(file: string): Pick<GeneralTarget, 'packageName' | 'directory' | 'file'> | undefined {
  const found = PACKAGES.exec(file);
  if (found?.[1] === undefined) return undefined;
  return { packageName: found[1].replace('\\', '/'), directory: found[0].slice(0, -1), file };
}

function isModule(value: unknown): value is { exports: unknown } {
  return typeof value === 'object' && value !== null && 'exports' in value;
}
