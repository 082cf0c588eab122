// What a person is told about a receiver: one line when it stops answering, one when it is back, one at exit if it failed.
import type { Log } from '../../instrumentations/base/log.ts';
import type { FromWorker, Route } from './route.ts';

/** Listens to the worker's messages and writes the lines. Endpoints are named without headers or credentials. */
export interface OutageLog {
  hear(message: FromWorker): void;
  /** From here on failures are gathered for one line. */
  beginExit(): void;
  /** `unsettled` are the routes that have not answered in time. */
  endExit(unsettled: readonly number[], waitedMs: number): void;
}

/** Signals that share a receiver share its outage. */
export function createOutageLog(routes: readonly Route[], log: Log): OutageLog {
  /** Receivers in trouble -> batches lost since. */
  const down = new Map<string, number>();
  let isExiting = false;
  let lostAtExit = 0;
  let lastReason = '';

  const originAt = (route: number) => originOf(routes[route]?.endpoint ?? '');

  const retrying = (origin: string, reason: string) => {
    if (isExiting || down.has(origin)) return;
    down.set(origin, 0);
    log.warn('GENAI_W301 cannot reach %s (%s), trying again', origin, reason);
  };

  const givenUp = (origin: string, reason: string) => {
    if (isExiting) {
      lostAtExit += 1;
      return;
    }
    const lost = down.get(origin) ?? 0;
    if (lost === 0) log.warn('GENAI_W302 telemetry for %s is lost (%s)', origin, reason);
    down.set(origin, lost + 1);
  };

  const delivered = (origin: string) => {
    const lost = down.get(origin);
    if (lost === undefined) return;
    down.delete(origin);
    log.info('GENAI_I301 %s answers again; %d batches were lost', origin, lost);
  };

  return {
    hear: (message) => {
      const origin = originAt(message.route);
      if (message.kind === 'delivered') return delivered(origin);
      lastReason = `${origin}: ${message.reason}`;
      if (message.kind === 'retrying') retrying(origin, message.reason);
      else givenUp(origin, message.reason);
    },
    beginExit: () => {
      isExiting = true;
      lostAtExit = 0;
    },
    endExit: (unsettled, waitedMs) => {
      isExiting = false;
      const origins = [...new Set(unsettled.map(originAt))].join(', ');
      if (unsettled.length > 0) {
        log.warn(
          'GENAI_W303 no answer from %s within %d ms at exit, the last telemetry is lost',
          origins,
          waitedMs,
        );
      } else if (lostAtExit > 0) {
        log.warn('GENAI_W303 the last telemetry could not be delivered (%s)', lastReason);
      }
    },
  };
}

/** Scheme, host and port: paths differ by signal over HTTP, and user names or keys may stand in the rest. */
function originOf(endpoint: string): string {
  const [origin = ''] = /^(?:\w+:\/\/)?[^/?#]*/.exec(endpoint) ?? [];
  return origin.replace(/[^/@]*@/, '');
}
