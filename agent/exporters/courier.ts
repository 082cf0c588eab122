// The app thread's side of the export worker: hands over bytes, hears how they fared, and can wait for all of it at exit.
import { MessageChannel, receiveMessageOnPort, Worker } from 'node:worker_threads';
import type { MessagePort } from 'node:worker_threads';
import type { Log } from '../../instrumentations/base/log.ts';
import { createOutageLog } from './outage-log.ts';
import type { FromWorker, Route, ToWorker, WorkerStart } from './route.ts';

/** How a request ended. */
export interface Receipt {
  readonly isDelivered: boolean;
  readonly response?: Uint8Array;
}

/** Sends serialised requests through the export worker, which is started with the first of them. */
export interface Courier {
  /** Starts the thread while the app waits for something else; starting it at exit would be waited for. */
  warm(): void;
  /** `route` is an index into the routes; `budgetMs` bounds all attempts together. */
  send(route: number, request: Uint8Array, budgetMs: number, done: (receipt: Receipt) => void): void;
  /** Blocks until everything sent is settled, at most `timeoutMs`. Does nothing where nothing is outstanding. */
  drain(timeoutMs: number): void;
  /** Resolves when everything sent is settled, at most `timeoutMs` later; then ends the worker. */
  close(timeoutMs: number): Promise<void>;
}

/** At exit, how long a receiver nobody configured and nobody has met may take. */
const UNKNOWN_RECEIVER_MS = 200;

/** Beside the sources the file is TypeScript, in the package it is built. */
const WORKER_URL = new URL(
  import.meta.url.endsWith('.ts') ? '../flush-worker.ts' : './flush-worker.js',
  import.meta.url,
);

interface Link {
  readonly port: MessagePort;
  readonly worker: Worker;
}

/** Creates a courier; no thread and no connection until something is sent. */
export function createCourier(routes: readonly Route[], userAgent: string, log: Log): Courier {
  const settled = new Int32Array(new SharedArrayBuffer(Int32Array.BYTES_PER_ELEMENT));
  const outages = createOutageLog(routes, log);
  const pending = new Map<number, { readonly route: number; readonly done: (receipt: Receipt) => void }>();
  const idle = new Set<() => void>();
  let link: Link | undefined;
  let isBroken = false;
  let isWarming = false;
  let sent = 0;

  const post = (to: Link, message: ToWorker) => to.port.postMessage(message);

  const hear = (message: FromWorker) => {
    outages.hear(message);
    if (message.kind === 'retrying') return;
    const request = pending.get(message.id);
    pending.delete(message.id);
    const isDelivered = message.kind === 'delivered';
    request?.done({
      isDelivered,
      ...(isDelivered && message.response !== undefined ? { response: message.response } : {}),
    });
    if (pending.size === 0) for (const resolve of idle) resolve();
  };

  const breakOff = (error: unknown) => {
    if (isBroken) return;
    isBroken = true;
    log.warn(
      'GENAI_W314 the export thread failed, telemetry is lost: %s',
      error instanceof Error ? error.message : error,
    );
    for (const { done } of pending.values()) done({ isDelivered: false });
    pending.clear();
    for (const resolve of idle) resolve();
  };

  const open = (): Link => {
    const { port1, port2 } = new MessageChannel();
    const start: WorkerStart = { port: port2, routes, userAgent, settled: settled.buffer };
    // Neither execArgv nor NODE_OPTIONS: the worker must not load preloads again. The rest of the environment is passed
    // on for grpc-js, which reads proxies there. Captured output: an app's stdout is its own.
    const { NODE_OPTIONS: _, ...env } = process.env;
    const worker = new Worker(WORKER_URL, {
      workerData: start,
      transferList: [port2],
      execArgv: [],
      env,
      stdout: true,
      stderr: true,
    });
    worker.on('error', breakOff);
    worker.unref();
    port1.on('message', hear);
    port1.unref();
    return { port: port1, worker };
  };

  return {
    warm: () => {
      if (link !== undefined || isWarming) return;
      isWarming = true;
      setImmediate(() => {
        if (link !== undefined || isBroken) return;
        try {
          link = open();
          post(link, { kind: 'warm' });
        } catch (error) {
          breakOff(error);
        }
      }).unref();
    },

    send: (route, request, budgetMs, done) => {
      const id = sent + 1;
      try {
        if (isBroken) return done({ isDelivered: false });
        link ??= open();
        post(link, { kind: 'request', id, route, request, budgetMs });
      } catch (error) {
        breakOff(error);
        return done({ isDelivered: false });
      }
      sent = id;
      pending.set(id, { route, done });
    },

    drain: (timeoutMs) => {
      if (link === undefined || pending.size === 0 || isBroken) return;
      const untilMs = performance.now() + timeoutMs;
      outages.beginExit();
      post(link, { kind: 'hurry', firstAttemptMs: UNKNOWN_RECEIVER_MS });
      for (;;) {
        const count = Atomics.load(settled, 0);
        const leftMs = untilMs - performance.now();
        if (count >= sent || leftMs <= 0) break;
        Atomics.wait(settled, 0, count, leftMs);
      }
      for (
        let next = receiveMessageOnPort(link.port);
        next !== undefined;
        next = receiveMessageOnPort(link.port)
      ) {
        hear(next.message);
      }
      const unsettled = [...pending.values()].map(({ route }) => route);
      outages.endExit(unsettled, timeoutMs);
      // What is still out is given up: a second drain must not wait for it again.
      for (const { done } of pending.values()) done({ isDelivered: false });
      pending.clear();
    },

    close: async (timeoutMs) => {
      if (link === undefined) return;
      if (pending.size > 0 && !isBroken) {
        post(link, { kind: 'hurry', firstAttemptMs: UNKNOWN_RECEIVER_MS });
        await new Promise<void>((resolve) => {
          // Kept alive on purpose: whoever awaits shutdown wants the data out.
          const timer = setTimeout(resolve, timeoutMs);
          idle.add(() => {
            clearTimeout(timer);
            resolve();
          });
        });
      }
      isBroken = true;
      link.port.close();
      await link.worker.terminate();
      link = undefined;
    },
  };
}
