// The life of one call: opened before the library runs, filled by the adapter's readers, ended exactly once.
import type { CallInput, Method, StreamFold } from '../adapters/adapter.ts';
import type { Fields, GenAIRecord, Outcome } from '../record/record.ts';
import { addGap, emptyGaps } from '../record/gaps.ts';
import type { Safely } from '../base/safely.ts';
import type { Emitter, Scope } from './scope.ts';
import { readFailure } from './failure.ts';

/** What the engine needs to open calls. */
export interface Engine {
  /** Opens telemetry at the first call; later calls get the same emitter. */
  emitter(): Emitter;
  readonly safely: Safely;
}

/** Calls that have not ended; swept when the process exits. */
const live = new Set<Call>();

/** Calls whose promise or stream the app dropped without reading it. */
const dropped = new FinalizationRegistry<Call>((call) => call.end('abandoned'));

/** One running call. */
export class Call {
  readonly #emitter: Emitter;
  readonly #safely: Safely;
  readonly #owner: string;
  readonly #method: Method;
  readonly #input: CallInput;
  readonly #record: GenAIRecord;
  readonly #scope: Scope;
  readonly #startedAt = performance.now();
  #lastChunkAt = 0;
  #fold: StreamFold | undefined;
  #askedUsage = false;
  #ended = false;

  constructor(
    emitter: Emitter,
    safely: Safely,
    owner: string,
    method: Method,
    input: CallInput,
    record: GenAIRecord,
  ) {
    this.#emitter = emitter;
    this.#safely = safely;
    this.#owner = owner;
    this.#method = method;
    this.#input = input;
    this.#record = record;
    this.#scope = emitter.open(record);
    live.add(this);
  }

  /** Runs the library's method in the call's context. */
  run<T>(body: () => T): T {
    return this.#scope.run(body);
  }

  /** The arguments the library gets: the app's own, or a copy that asks for usage on the stream (GENAI_STREAM_USAGE). */
  arguments(args: unknown[]): readonly unknown[] {
    const { streamUsage } = this.#method;
    if (!this.#emitter.requestStreamUsage || streamUsage === undefined) return args;
    const asked = this.guard(() => streamUsage.ask(args));
    this.#askedUsage = asked !== undefined;
    return asked ?? args;
  }

  /** True for a chunk that is there only because we asked for it: the app must not see it. */
  hides(chunk: unknown): boolean {
    return this.#askedUsage && this.guard(() => this.#method.streamUsage?.isExtra(chunk)) === true;
  }

  /** True where values of this method that can be iterated are streams to fold. */
  get canStream(): boolean {
    return this.#method.fold !== undefined;
  }

  /** True once the call has ended. */
  get ended(): boolean {
    return this.#ended;
  }

  /** Ends the call as abandoned when `target`, which the app holds, is collected. The call must not hold it. */
  endWith(target: object): void {
    dropped.register(target, this, this);
  }

  /** Ends the call with a value that is not a stream. */
  succeed(value: unknown): void {
    if (this.#ended) return;
    this.end('completed', () => this.#method.response(value, this.#input));
  }

  /** Ends the call with the error the app is about to see. */
  fail(error: unknown): void {
    if (this.#ended) return;
    this.end('failed', () => ({ ...this.#fold?.fields(), failure: readFailure(error) }));
  }

  /** Ends the call when its raw HTTP response was handed to the app unread. */
  respond(): void {
    this.end('completed');
  }

  /** Takes one chunk of the stream. */
  chunk(value: unknown): void {
    if (this.#ended) return;
    this.guard(() => {
      this.#fold ??= this.#method.fold?.(this.#input);
      if (!this.#fold?.chunk(value)) return;
      const now = performance.now();
      if (this.#record.timeToFirstChunkS === undefined) {
        this.#record.timeToFirstChunkS = (now - this.#startedAt) / 1000;
      } else {
        addGap((this.#record.gaps ??= emptyGaps()), (now - this.#lastChunkAt) / 1000);
      }
      this.#lastChunkAt = now;
    });
  }

  /** Ends the call once; later ends are ignored. Whatever the stream brought so far is in the record. */
  end(outcome: Outcome, read: () => Fields | undefined = () => this.#fold?.fields()): void {
    if (this.#ended) return;
    this.#ended = true;
    live.delete(this);
    dropped.unregister(this);
    this.#record.durationS = (performance.now() - this.#startedAt) / 1000;
    this.#record.outcome = outcome;
    const fields = this.guard(read);
    this.guard(() => {
      mergeFields(this.#record, fields);
      if (this.#record.failure) this.#record.outcome = 'failed';
      this.#scope.end(this.#record);
    });
  }

  /** Our code, guarded for this call's adapter. */
  guard<T>(body: () => T): T | undefined {
    return this.#safely(this.#owner, body);
  }
}

/** Opens a call, or answers `undefined` where the adapter does not want it or something of ours failed. */
export function openCall(
  engine: Engine,
  owner: string,
  method: Method,
  self: unknown,
  args: readonly unknown[],
): Call | undefined {
  return engine.safely(owner, () => {
    // Ahead of the clock: opening telemetry must not count as the call's duration.
    const emitter = engine.emitter();
    const input: CallInput = { self, args, captureContent: emitter.captureContent };
    const identity = method.identify(input);
    if (identity === undefined) return undefined;
    const record: GenAIRecord = { ...identity, startTimeMs: Date.now() };
    mergeFields(record, method.request(input));
    return new Call(emitter, engine.safely, owner, method, input, record);
  });
}

/** Ends every call still running; for the exit of the process. */
export function endLiveCalls(): void {
  for (const call of live) call.end('abandoned');
}

/** Copies fields into the record; content from the response joins the content of the request. */
function mergeFields(record: GenAIRecord, fields: Fields | undefined): void {
  if (fields === undefined) return;
  const content = fields.content === undefined ? record.content : { ...record.content, ...fields.content };
  Object.assign(record, fields);
  if (content !== undefined) record.content = content;
}
