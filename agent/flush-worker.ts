// The export worker's entry: owns connections and retries, so that neither keeps the app's event loop busy or alive.
import { isMainThread, workerData } from 'node:worker_threads';
import type { Protocol } from '../env-config/config.ts';
import { openLane } from './exporters/lane.ts';
import type { FromWorker, Route, ToWorker, Transport, WorkerStart } from './exporters/route.ts';

/** Protocol -> its code, loaded with the first request that needs it. */
const TRANSPORTS: Readonly<Record<Protocol, (route: Route, userAgent: string) => Promise<Transport>>> = {
  grpc: async (route, userAgent) => (await import('./exporters/grpc.ts')).openGrpc(route, userAgent),
  'http/protobuf': async (route, userAgent) =>
    (await import('./exporters/http.ts')).openHttp(route, userAgent),
  'http/json': async (route, userAgent) => (await import('./exporters/http.ts')).openHttp(route, userAgent),
};

if (!isMainThread) serve(workerData);

function serve(start: WorkerStart): void {
  const { port } = start;
  const settled = new Int32Array(start.settled);
  /** The message goes first: a thread woken by the counter reads it without waiting. */
  const settle = (message: FromWorker) => {
    port.postMessage(message);
    Atomics.add(settled, 0, 1);
    Atomics.notify(settled, 0);
  };
  const lanes = start.routes.map((route, index) =>
    openLane(route, () => TRANSPORTS[route.protocol](route, start.userAgent), {
      delivered: (id, response) =>
        settle({ kind: 'delivered', id, route: index, ...(response === undefined ? {} : { response }) }),
      givenUp: (id, reason) => settle({ kind: 'given-up', id, route: index, reason }),
      retrying: (reason) => port.postMessage({ kind: 'retrying', route: index, reason } satisfies FromWorker),
    }),
  );
  port.on('message', (message: ToWorker) => {
    if (message.kind === 'warm') for (const lane of lanes) lane.warm();
    else if (message.kind === 'hurry') for (const lane of lanes) lane.hurry(message.firstAttemptMs);
    else lanes[message.route]?.add(message.id, message.request, message.budgetMs);
  });
}
