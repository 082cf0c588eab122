// Wraps an adapter's methods on the prototypes that a hooked file has just defined, once per class.
import shimmer from 'shimmer';
import type { Adapter, Method } from '../adapters/adapter.ts';
import { openCall } from './call.ts';
import type { Engine } from './call.ts';
import { observeResult } from './promise.ts';

type Fn = (this: unknown, ...args: unknown[]) => unknown;

/** Marks a function of ours; in the global registry, so that two copies of the agent see each other's. */
const WRAPPED = Symbol.for('@x/agent.wrapped');

/** Wraps the targets of one file; answers how many methods were wrapped. Classes or methods that are absent are left. */
export function installFile(
  engine: Engine,
  adapter: Adapter,
  fileKey: string,
  classes: Readonly<Record<string, unknown>>,
): number {
  let wrapped = 0;
  for (const target of adapter.targets[fileKey] ?? []) {
    const found = target.classNames.map((name) => classes[name]).find((value) => typeof value === 'function');
    const prototype: unknown = typeof found === 'function' ? found.prototype : undefined;
    if (typeof prototype !== 'object' || prototype === null) continue;
    for (const method of target.methods) if (wrapMethod(engine, adapter.id, prototype, method)) wrapped++;
  }
  return wrapped;
}

function wrapMethod(engine: Engine, owner: string, prototype: object, method: Method): boolean {
  if (!hasMethod(prototype, method.name)) return false;
  if (Reflect.get(prototype[method.name] ?? {}, WRAPPED) === true) return false;
  shimmer.wrap(prototype, method.name, (original: Fn) =>
    disguise(instrument(engine, owner, method, original), original),
  );
  return true;
}

function hasMethod(prototype: object, name: string): prototype is Record<string, Fn> {
  return typeof Reflect.get(prototype, name) === 'function';
}

/** The wrapper itself: the app's call, its errors and its result pass through untouched. */
function instrument(engine: Engine, owner: string, method: Method, original: Fn): Fn {
  return function (this: unknown, ...args: unknown[]) {
    const call = openCall(engine, owner, method, this, args);
    if (call === undefined) return Reflect.apply(original, this, args);
    let result: unknown;
    try {
      const passed = call.arguments(args);
      result = call.run(() => Reflect.apply(original, this, passed));
    } catch (error) {
      call.guard(() => call.fail(error));
      throw error;
    }
    return observeResult(result, method.result, call);
  };
}

/** Gives the wrapper the original's name and length: shimmer leaves both empty. */
function disguise(wrapper: Fn, original: Fn): Fn {
  Object.defineProperty(wrapper, 'name', { value: original.name, configurable: true });
  Object.defineProperty(wrapper, 'length', { value: original.length, configurable: true });
  Object.defineProperty(wrapper, WRAPPED, { value: true });
  return wrapper;
}
