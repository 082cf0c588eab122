// The last flush: in `exit`, and before a signal nobody else listens to ends the process.
import type { Log } from '../instrumentations/base/log.ts';
import type { Sdk } from './sdk.ts';
import { armSignals } from './shutdown-signals.ts';

/**
 * Drains the SDK synchronously when the process ends: normally, by process.exit, by an uncaught throw or an unhandled
 * rejection, and by SIGTERM, SIGINT or SIGHUP. Exit code and signal stay what they would have been. `beforeExit` is
 * not used: work started there would make the app's own listeners fire twice.
 */
export function armExit(sdk: Pick<Sdk, 'drainSync'>, beforeFlush: () => void, log?: Log): void {
  const flush = () => {
    try {
      beforeFlush();
    } catch (error) {
      log?.debug('GENAI_D301 calls could not be ended at exit: %s', error);
    }
    sdk.drainSync();
  };
  process.on('exit', flush);
  armSignals(flush);
}
