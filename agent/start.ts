// The order of start-up and nothing else: arm the hook, wait for the first GenAI module, hand it to the runtime.
import { createRequire } from 'node:module';
import { readGeneralModeEarly } from '../env-config/early.ts';
import { HOOKS } from '../instrumentations/adapters/registry.ts';
import { armHook, canHookInThread } from '../instrumentations/engine/hook.ts';
import { createMatcher } from '../instrumentations/engine/match.ts';
import { armGeneral } from '../instrumentations/general/arm.ts';
import { loadChunk } from './chunks.ts';
import type { LoadedFile } from './runtime.ts';

/** Process-wide: two preloads (command and NODE_OPTIONS, or two installed copies) must not both instrument. */
const AGENT = Symbol.for('@x/agent');

/** Starts the agent in this thread. Never throws; a second start does nothing. */
export function start(): void {
  if (Reflect.get(globalThis, AGENT) !== undefined) return;
  const match = createMatcher(HOOKS);
  const general = armGeneral({
    mode: readGeneralModeEarly(),
    seesBuiltins: canHookInThread(process.version),
    driver: () => loadChunk('runtime').openGeneralDriver(),
  });
  const loaded = (file: LoadedFile, classes: () => Readonly<Record<string, unknown>>) => {
    try {
      general.genaiLoaded();
      loadChunk('runtime').install(file, classes());
    } catch {
      // A damaged package must not take the app down with it.
    }
  };
  Object.defineProperty(globalThis, AGENT, { value: { loaded, early: findEarly(match) }, enumerable: false });
  armHook(match, new URL('./loader.js', import.meta.url), general);
}

/** CommonJS modules of ours that were loaded before the preload; they stay unhooked and are named in one line. */
function findEarly(match: ReturnType<typeof createMatcher>): readonly string[] {
  const early = new Set<string>();
  for (const path of Object.keys(createRequire(import.meta.url).cache)) {
    const found = match(path);
    if (found !== undefined) early.add(`${found.packageName}@${found.version}`);
  }
  if (early.size > 0) queueMicrotask(() => reportEarly([...early]));
  return [...early];
}

function reportEarly(names: readonly string[]): void {
  try {
    loadChunk('runtime').reportEarly(names);
  } catch {
    // Nothing to report with.
  }
}
