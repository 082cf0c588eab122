// Every hooked library on one line each: the package, the files that define its classes, the tested range, the adapter.
import type { Adapter } from './adapter.ts';

/** A library the agent hooks. */
export interface RegistryEntry {
  /** Adapter id, as in GENAI_INSTRUMENTATIONS. */
  readonly id: string;
  /** `name` in the nearest package.json. */
  readonly package: string;
  /** Majors the tests run; a newer one is hooked by shape, with one line. */
  readonly majors: readonly number[];
  /** File keys: path inside the package without its extension (`.js`, `.cjs`, `.mjs` are the same key). */
  readonly files: Readonly<Record<string, readonly string[]>>;
  /** Loads the adapter's code; runs synchronously at the first hooked file. */
  load(): Adapter;
}

/** A registry entry without its loader: what the load hook needs. */
export type HookTable = readonly Omit<RegistryEntry, 'load'>[];

/** The hook table: file key -> local names of the classes the tail statement hands over. */
export const HOOKS: HookTable = [
  {
    id: 'openai',
    package: 'openai',
    majors: [4, 5, 6, 7],
    files: {
      'resources/chat/completions': ['Completions'],
      'resources/chat/completions/completions': ['Completions'],
      'resources/responses/responses': ['Responses'],
      'resources/beta/responses/responses': ['Responses'],
      'resources/embeddings': ['Embeddings'],
      'resources/completions': ['Completions'],
      'resources/images': ['Images'],
      'resources/audio/speech': ['Speech'],
      'resources/audio/transcriptions': ['Transcriptions'],
      'resources/audio/translations': ['Translations'],
      'resources/moderations': ['Moderations'],
    },
  },
  {
    id: 'ollama',
    package: 'ollama',
    majors: [0],
    files: { 'dist/browser': ['Ollama$1', 'Ollama'], 'dist/shared/ollama': ['Ollama$1', 'Ollama'] },
  },
];
