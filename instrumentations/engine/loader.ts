// The loader-thread form of the load hook, for Node versions whose in-thread hooks are not safe. ES modules only.
import { HOOKS } from '../adapters/registry.ts';
import { load as withTail } from './hook.ts';
import { createMatcher } from './match.ts';

const match = createMatcher(HOOKS);

interface LoaderResult {
  format?: string | null;
  source?: string | ArrayBuffer | NodeJS.TypedArray;
}

/** Node's `load` hook. CommonJS is left to Module.prototype._compile: source given from here would change how it loads. */
export async function load(
  url: string,
  context: unknown,
  nextLoad: (url: string, context: unknown) => Promise<LoaderResult>,
): Promise<LoaderResult> {
  const loaded = await nextLoad(url, context);
  return loaded.format === 'module' ? withTail(match, url, loaded) : loaded;
}
