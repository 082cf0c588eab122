// What a person is told about a receiver: one line when it stops answering, one when it is back, one at exit if it failed.
import type { Log } from '../../instrumentations/base/log.ts';
import type { FromWorker, Route } from './route.ts';

/** Listens to the worker's messages and writes the lines. Endpoints are named without headers or credentials. */
export interface OutageLog {
  hear(message: FromWorker): void;
  /** From here on failures are gathered for one line. */
  beginExit(): void;
  endExit(unsettled: number, waitedMs: number): void;
}

/** Signals that share a receiver share its outage. */
export function createOutageLog(routes: readonly Route[], log: Log): OutageLog {
  const down = new Set<string>();
  let isExiting = false;
  let lostAtExit = 0;
  let lastReason = '';

  const endpointOf = (route: number) => originOf(routes[route]?.endpoint ?? '');

  const failed = (endpoint: string, reason: string, consequence: string) => {
    lastReason = `${endpoint}: ${reason}`;
    if (isExiting || down.has(endpoint)) return;
    down.add(endpoint);
    log.warn('GENAI_W301 cannot reach %s (%s); %s', endpoint, reason, consequence);
  };

  return {
    hear: (message) => {
      const endpoint = endpointOf(message.route);
      if (message.kind === 'retrying') return failed(endpoint, message.reason, 'trying again');
      if (message.kind === 'given-up') {
        if (isExiting) lostAtExit += 1;
        return failed(endpoint, message.reason, 'telemetry is lost while this lasts');
      }
      if (down.delete(endpoint)) log.info('GENAI_I301 %s answers again', endpoint);
    },
    beginExit: () => {
      isExiting = true;
      lostAtExit = 0;
    },
    endExit: (unsettled, waitedMs) => {
      isExiting = false;
      const endpoints = [...new Set(routes.map((_, index) => endpointOf(index)))].join(', ');
      if (unsettled > 0) {
        log.warn(
          'GENAI_W303 no answer from %s within %d ms at exit; the last telemetry is lost',
          endpoints,
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
