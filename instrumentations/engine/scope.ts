// The border between engine and emitters: the engine opens a scope when a call starts and ends it once with the record.
import type { GenAIRecord } from '../record/record.ts';

/** One call in the eyes of the emitters: a started span and the context its children run in. */
export interface Scope {
  /** Runs the library's own code with this call's span active. */
  run<T>(body: () => T): T;
  /** Renders the finished record. Called exactly once. */
  end(record: GenAIRecord): void;
}

/** What the engine is given: opens scopes and says what is wanted. */
export interface Emitter {
  readonly captureContent: boolean;
  /** Ask for usage on streams that would carry none, and keep the extra chunk from the app. */
  readonly requestStreamUsage: boolean;
  /** Starts a span for a record whose identity and request fields are filled in. */
  open(record: GenAIRecord): Scope;
}
