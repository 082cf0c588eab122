// What an adapter is: data and pure functions that say how one library's calls become records.
import type { Fields, Identity } from '../record/record.ts';

/** How the engine watches what a method returns. `lazy`: a promise that parses its body on demand (Stainless clients). */
export type ResultKind = 'lazy-promise' | 'promise';

/** One call as the readers see it. Nothing in it may be written to. */
export interface CallInput {
  /** The object the method was called on. */
  readonly self: unknown;
  readonly args: readonly unknown[];
  /** True where prompts and completions are wanted; readers skip content work when false. */
  readonly captureContent: boolean;
}

/** Folds a stream: `chunk` once per item, `fields` once at the end. Must keep no more than the record needs. */
export interface StreamFold {
  /** Takes one chunk; answers whether it carried output (role-only, usage-only and keep-alive chunks do not). */
  chunk(value: unknown): boolean;
  fields(): Fields;
}

/** How to ask a provider for usage on streams that would carry none, GENAI_STREAM_USAGE=request. */
export interface StreamUsage {
  /** The arguments with the wish added, on a copy; `undefined` where the call does not stream or asks already. */
  ask(args: readonly unknown[]): readonly unknown[] | undefined;
  /** True for the chunk that exists only because of the wish. */
  isExtra(chunk: unknown): boolean;
}

/** One instrumented method. */
export interface Method {
  /** Method name on the prototype. */
  readonly name: string;
  readonly result: ResultKind;
  /** What is known before the call; `undefined` means this call is not to be recorded. */
  identify(input: CallInput): Identity | undefined;
  /** What the arguments say. */
  request(input: CallInput): Fields;
  /** What a value that is not a stream says. */
  response(value: unknown, input: CallInput): Fields;
  /** For methods that can stream: a new fold. The engine uses it when the value is an async iterable. */
  fold?(input: CallInput): StreamFold;
  readonly streamUsage?: StreamUsage;
}

/** Methods of one class, found by the class's local names in the hooked file (bundlers rename: `Ollama$1`). */
export interface Target {
  readonly classNames: readonly string[];
  readonly methods: readonly Method[];
}

/** One library: file key (see registry) -> what to wrap there. */
export interface Adapter {
  readonly id: string;
  readonly targets: Readonly<Record<string, readonly Target[]>>;
}
