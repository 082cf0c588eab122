// Signals that kill a process without `exit`: flush first, then die of the same signal. Unseen by the app and its libraries.
import type { EventEmitter } from 'node:events';
import { isMainThread } from 'node:worker_threads';

/** Signals whose default is to end the process, and which a supervisor or a terminal sends. */
const SIGNALS = ['SIGTERM', 'SIGINT', 'SIGHUP'] as const;

type Signal = (typeof SIGNALS)[number];

/** The listing methods of an EventEmitter: libraries such as signal-exit count listeners to learn whether they are alone. */
const LISTINGS = ['listeners', 'rawListeners'] as const;

/**
 * Listens ahead of everybody else. If the app has a listener of its own, its listener decides and ours does nothing.
 * Otherwise ours flushes, steps aside and raises the signal again, so that status and signal are Node's own.
 *
 * Libraries count the listeners of a signal to decide whether they may end the process, so ours is left out of
 * `process.listeners`, `rawListeners` and `listenerCount`. Node itself counts in `removeListener` whether its signal
 * handle is still needed; there, and only there, ours is counted.
 */
export function armSignals(flush: () => void): void {
  // Signals reach the main thread only. On Windows they end the process whatever we do.
  if (!isMainThread || process.platform === 'win32') return;
  const ours = new Map<string | symbol, () => void>();
  let removing: string | symbol | undefined;

  const onSignal = (signal: Signal) => {
    const listener = ours.get(signal);
    if (listener === undefined || process.listenerCount(signal) > 0) return;
    flush();
    removing = undefined;
    ours.delete(signal);
    process.removeListener(signal, listener);
    process.kill(process.pid, signal);
    // Still here: as PID 1 the kernel ignores a signal nobody handles, as it would have done without us.
    listen(signal);
  };

  const listen = (signal: Signal) => {
    const listener = () => onSignal(signal);
    ours.set(signal, listener);
    process.prependListener(signal, listener);
  };

  for (const signal of SIGNALS) listen(signal);

  const isOurs = (name: string | symbol, listener: unknown) => ours.has(name) && ours.get(name) === listener;
  for (const method of LISTINGS) {
    const original = process[method];
    hide(method, (name: string | symbol) =>
      Reflect.apply(original, process, [name]).filter((listener: unknown) => !isOurs(name, listener)),
    );
  }
  const { listenerCount } = process;
  hide('listenerCount', (name: string | symbol, ...rest: unknown[]) => {
    const count: number = Reflect.apply(listenerCount, process, [name, ...rest]);
    const listener = ours.get(name);
    // With a listener given, Node counts that one alone.
    if (listener === undefined || rest[0] !== undefined || removing === name) return count;
    return count - Reflect.apply(listenerCount, process, [name, listener]);
  });
  const emitter: EventEmitter = process;
  emitter.prependListener('removeListener', (name) => {
    removing = name;
  });
  emitter.on('removeListener', () => {
    removing = undefined;
  });
}

/** Replaces a method on `process` without making it enumerable, keeping its name and length. */
function hide(
  name: 'listeners' | 'rawListeners' | 'listenerCount',
  value: (...args: never[]) => unknown,
): void {
  const { length } = process[name];
  Object.defineProperties(value, { name: { value: name }, length: { value: length } });
  Object.defineProperty(process, name, { value, configurable: true, writable: true, enumerable: false });
}
