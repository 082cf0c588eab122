// Watches a stream in place: same object, same class, same tee and controller; one observed iterator, constant work a chunk.
import type { Call } from './call.ts';

type Fn = (this: unknown, ...args: unknown[]) => unknown;

/** True for what `for await` accepts. */
export function isStream(value: unknown): value is AsyncIterable<unknown> & object {
  return (
    typeof value === 'object' &&
    value !== null &&
    typeof Reflect.get(value, Symbol.asyncIterator) === 'function'
  );
}

/**
 * Observes the first iterator the app (or the library's own tee, toReadableStream, helper) takes. Stainless streams keep
 * their source in the own property `iterator`, which every way of reading goes through; others have Symbol.asyncIterator.
 */
export function observeStream(stream: AsyncIterable<unknown> & object, call: Call): void {
  call.endWith(stream);
  const key =
    Object.hasOwn(stream, 'iterator') && typeof Reflect.get(stream, 'iterator') === 'function'
      ? 'iterator'
      : Symbol.asyncIterator;
  const original: unknown = Reflect.get(stream, key);
  if (typeof original !== 'function') return;
  let taken = false;
  const isAborted = abortProbe(stream);
  const observed = function (this: unknown, ...args: unknown[]) {
    const iterator: unknown = Reflect.apply(original, this, args);
    if (!taken && typeof iterator === 'object' && iterator !== null) {
      taken = true;
      call.guard(() => observeIterator(iterator, call, isAborted));
    }
    return iterator;
  };
  const descriptor = Object.getOwnPropertyDescriptor(stream, key);
  Object.defineProperty(stream, key, {
    value: observed,
    writable: true,
    configurable: true,
    enumerable: descriptor?.enumerable ?? false,
  });
}

/** Whether the stream's controller was aborted; held weakly, so that the call does not keep an unread stream alive. */
function abortProbe(stream: object): () => boolean {
  const controller: unknown = Reflect.get(stream, 'controller') ?? Reflect.get(stream, 'abortController');
  const signal = controller instanceof AbortController ? controller.signal : undefined;
  return () => signal?.aborted ?? false;
}

function observeIterator(iterator: object, call: Call, isAborted: () => boolean): void {
  const finish = () => call.end(isAborted() ? 'cancelled' : 'completed');
  wrapStep(iterator, 'next', call, (result) => {
    if (isDone(result)) finish();
    else call.chunk(Reflect.get(result, 'value'));
  });
  wrapStep(iterator, 'return', call, () => call.end('cancelled'));
  wrapStep(iterator, 'throw', call, () => call.end('cancelled'));
}

function isDone(result: object): boolean {
  return Reflect.get(result, 'done') === true;
}

function wrapStep(
  iterator: object,
  name: 'next' | 'return' | 'throw',
  call: Call,
  seen: (result: object) => void,
): void {
  const original: unknown = Reflect.get(iterator, name);
  if (typeof original !== 'function') return;
  const onResult = (result: unknown): unknown => {
    if (call.ended || typeof result !== 'object' || result === null) return result;
    call.guard(() => seen(result));
    // The chunk we asked for is taken out of the app's sight: it gets the one after it.
    return name === 'next' && call.hides(Reflect.get(result, 'value'))
      ? Reflect.apply(step, iterator, [])
      : result;
  };
  const onError = (error: unknown) => {
    call.guard(() => call.fail(error));
    throw error;
  };
  const step: Fn = function (this: unknown, ...args) {
    const result: unknown = Reflect.apply(original, this, args);
    if (result instanceof Promise) return result.then(onResult, onError);
    return onResult(result);
  };
  Object.defineProperty(iterator, name, {
    value: step,
    writable: true,
    configurable: true,
    enumerable: false,
  });
}
