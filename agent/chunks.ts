// Loads parts of the agent on demand, synchronously: `require` of our own ES module chunks, which have no top-level await.
import { createRequire } from 'node:module';
import type * as General from '../instrumentations/general/general.ts';
import type * as Runtime from './runtime.ts';
import type * as Sdk from './own-sdk.ts';
import type * as Declarative from './sdk-declarative.ts';
import type * as Telemetry from './telemetry.ts';
import type { Adapter } from '../instrumentations/adapters/adapter.ts';

const require = createRequire(import.meta.url);

/** Chunk names and what they export; every name is an entry point of the build. */
export interface Chunks {
  general: typeof General;
  runtime: typeof Runtime;
  telemetry: typeof Telemetry;
  sdk: typeof Sdk;
  declarative: typeof Declarative;
  'adapter-openai': { readonly adapter: Adapter };
  'adapter-ollama': { readonly adapter: Adapter };
}

/** Loads a chunk. Throws what Node throws where the package is damaged; callers guard. */
export function loadChunk<Name extends keyof Chunks>(name: Name): Chunks[Name] {
  const loaded: Chunks[Name] = require(`./${name}.js`);
  return loaded;
}

/** Loads the chunk of one general instrumentation (`general-express`). */
export function loadGeneral(name: string): unknown {
  return require(`./${name}.js`);
}
