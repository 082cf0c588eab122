// Watches what a method returned without changing what the app can tell: its class, its laziness, its rejections.
import type { ResultKind } from '../adapters/adapter.ts';
import type { Call } from './call.ts';
import { isStream, observeStream } from './stream.ts';

type Fn = (this: unknown, ...args: unknown[]) => unknown;

/**
 * Watches a returned value and answers what the app gets. Lazy promises are the library's own object, watched where
 * they parse. A plain promise cannot be watched in place (`await` bypasses an own `then`, and a second branch would mark
 * its rejection handled), so the app gets an equal one whose settling passes through us.
 */
export function observeResult(value: unknown, kind: ResultKind, call: Call): unknown {
  if (!(value instanceof Promise) && !isLazy(value)) {
    settle(call, value);
    return value;
  }
  if (kind === 'lazy-promise' && isLazy(value)) {
    call.guard(() => watchLazy(value, call));
    return value;
  }
  // A subclass that is not a known lazy promise may carry methods of its own: leave it whole, the sweep ends the call.
  if (!(value instanceof Promise) || value.constructor !== Promise) return value;
  return pass(value, call);
}

interface LazyPromise {
  parse: Fn;
  asResponse?: Fn;
  _thenUnwrap?: Fn;
}

function isLazy(value: unknown): value is LazyPromise & object {
  return typeof value === 'object' && value !== null && typeof Reflect.get(value, 'parse') === 'function';
}

/** The same settling, seen on its way: handled stays handled, unhandled stays unhandled, once. */
function pass(promise: Promise<unknown>, call: Call): Promise<unknown> {
  return promise.then(
    (value) => {
      settle(call, value);
      return value;
    },
    (error: unknown) => {
      call.guard(() => call.fail(error));
      throw error;
    },
  );
}

function settle(call: Call, value: unknown): void {
  call.guard(() => {
    if (call.canStream && isStream(value)) observeStream(value, call);
    else call.succeed(value);
  });
}

/** Own, hidden methods on this one promise: `parse` (then, catch, withResponse use it), `asResponse`, `_thenUnwrap`. */
function watchLazy(lazy: LazyPromise & object, call: Call): void {
  call.endWith(lazy);
  const parse = lazy.parse;
  const asResponse = lazy.asResponse;
  const thenUnwrap = lazy._thenUnwrap;
  let parsing = false;
  let lastParsed: unknown;
  let lastPassed: unknown;
  hide(lazy, 'parse', function (this: unknown, ...args) {
    parsing = true;
    const parsed = Reflect.apply(parse, this, args);
    if (!(parsed instanceof Promise)) return parsed;
    // Newer clients memoise the parsed promise, 4.0 does not: follow whichever it is.
    if (parsed !== lastParsed) {
      lastParsed = parsed;
      lastPassed = pass(parsed, call);
    }
    return lastPassed;
  });
  if (asResponse !== undefined) {
    hide(lazy, 'asResponse', function (this: unknown, ...args) {
      const response = Reflect.apply(asResponse, this, args);
      // With `parse` running (withResponse) the parsed value ends the call, not the bare response.
      if (parsing || !(response instanceof Promise)) return response;
      return response.then(
        (value) => {
          if (!parsing) call.guard(() => call.respond());
          return value;
        },
        (error: unknown) => {
          call.guard(() => call.fail(error));
          throw error;
        },
      );
    });
  }
  if (thenUnwrap !== undefined) {
    hide(lazy, '_thenUnwrap', function (this: unknown, ...args) {
      const [transform, ...rest] = args;
      if (typeof transform !== 'function') return Reflect.apply(thenUnwrap, this, args);
      // The derived promise never parses through this one: the transform is where the value goes by.
      const seen = function (this: unknown, ...values: unknown[]) {
        settle(call, values[0]);
        return Reflect.apply(transform, this, values) as unknown;
      };
      const derived = Reflect.apply(thenUnwrap, this, [seen, ...rest]);
      if (isLazy(derived)) call.guard(() => watchLazy(derived, call));
      return derived;
    });
  }
}

/** Puts `value` in the method's place; an own property (openai 7 has some) stays as visible as it was. */
function hide(target: object, name: string, value: Fn): void {
  const enumerable = Object.getOwnPropertyDescriptor(target, name)?.enumerable ?? false;
  Object.defineProperty(target, name, { value, writable: true, configurable: true, enumerable });
}
