// The border between our code and the app: nothing of ours throws across it, and a part that keeps failing is switched off.
import type { Log } from './log.ts';

/** Failures after which an owner is switched off for the rest of the process. */
export const FAILURES_BEFORE_OFF = 10;

/** Runs our code; a failure is logged at debug level, counted for its owner, and answered with `undefined`. */
export type Safely = <T>(owner: string, body: () => T) => T | undefined;

/** A guard with its own failure counts. One warning line per owner when it is switched off. */
export function createSafely(log: Log): Safely {
  const failures = new Map<string, number>();
  return (owner, body) => {
    try {
      if ((failures.get(owner) ?? 0) >= FAILURES_BEFORE_OFF) return undefined;
      return body();
    } catch (error) {
      const count = (failures.get(owner) ?? 0) + 1;
      failures.set(owner, count);
      const reason = describe(error);
      log.debug('GENAI_D001 %s failed: %s', owner, reason);
      if (count === FAILURES_BEFORE_OFF) {
        log.warn('GENAI_W201 %s failed %d times and is switched off (last: %s)', owner, count, reason);
      }
      return undefined;
    }
  };
}

/** Whatever was thrown, as one line; a hostile `toString` must not throw out of the guard itself. */
function describe(error: unknown): string {
  try {
    return error instanceof Error ? `${error.name}: ${error.message}` : String(error);
  } catch {
    return 'an error that cannot be printed';
  }
}
