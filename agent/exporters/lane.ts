// One signal's lane in the export worker: requests leave one after another, each with back-off until its budget is spent.
import type { Outcome, Route, Transport } from './route.ts';

/** Back-off of the OTLP exporters in other languages. */
const FIRST_BACKOFF_MS = 1000;
const MAX_BACKOFF_MS = 5000;
const BACKOFF_FACTOR = 1.5;
const JITTER = 0.2;

/** What a lane tells its owner. */
export interface LaneEvents {
  delivered(id: number, response: Uint8Array | undefined): void;
  givenUp(id: number, reason: string): void;
  retrying(reason: string): void;
}

/** A queue of requests for one route. */
export interface Lane {
  /** Loads the transport ahead of the first request. */
  warm(): void;
  add(id: number, request: Uint8Array, budgetMs: number): void;
  /** The process is ending: no more waiting between attempts; where nobody was ever there, one short attempt in all. */
  hurry(firstAttemptMs: number): void;
}

/** Opens a lane; `connect` is called at the first request. */
export function openLane(route: Route, connect: () => Promise<Transport>, events: LaneEvents): Lane {
  const waiting: { readonly id: number; readonly request: Uint8Array; readonly untilMs: number }[] = [];
  let transport: Promise<Transport> | undefined;
  let isRunning = false;
  let hasDelivered = false;
  let firstAttemptMs: number | undefined;
  let wake: () => void = () => undefined;
  let giveUp: (reason: string) => void = () => undefined;

  /** A receiver that a person named, or that has answered before, is worth waiting for at exit. */
  const isExpected = () => route.endpointIsSet || hasDelivered;

  const run = async () => {
    isRunning = true;
    for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
      const outcome = await deliver(next.request, next.untilMs);
      if (outcome.ok) {
        hasDelivered = true;
        events.delivered(next.id, outcome.response);
      } else {
        events.givenUp(next.id, outcome.reason);
        if (firstAttemptMs !== undefined && !isExpected()) {
          for (const { id } of waiting.splice(0)) events.givenUp(id, outcome.reason);
        }
      }
    }
    isRunning = false;
  };

  const deliver = async (request: Uint8Array, untilMs: number): Promise<Outcome> => {
    for (
      let backoffMs = FIRST_BACKOFF_MS;
      ;
      backoffMs = Math.min(backoffMs * BACKOFF_FACTOR, MAX_BACKOFF_MS)
    ) {
      const outcome = await attempt(request, Math.max(1, Math.min(route.timeoutMs, untilMs - Date.now())));
      if (outcome.ok || !outcome.retryable) return outcome;
      if (firstAttemptMs !== undefined && !isExpected()) return outcome;
      const wishMs = firstAttemptMs === undefined ? outcome.retryAfterMs : undefined;
      const waitMs = wishMs ?? backoffMs * (1 + JITTER * (2 * Math.random() - 1));
      if (Date.now() + waitMs >= untilMs) return outcome;
      events.retrying(outcome.reason);
      await sleep(waitMs);
    }
  };

  const attempt = async (request: Uint8Array, timeoutMs: number): Promise<Outcome> => {
    try {
      const bound =
        firstAttemptMs === undefined || isExpected() ? timeoutMs : Math.min(timeoutMs, firstAttemptMs);
      const { send } = await (transport ??= connect());
      const given = new Promise<Outcome>((resolve) => {
        giveUp = (reason) => resolve({ ok: false, reason, retryable: false });
      });
      return await Promise.race([send(request, bound), given]);
    } catch (error) {
      return { ok: false, reason: error instanceof Error ? error.message : String(error), retryable: false };
    }
  };

  const sleep = (ms: number) =>
    new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, ms);
      wake = () => {
        clearTimeout(timer);
        resolve();
      };
    });

  return {
    warm: () => {
      // A failure is told with the first request.
      (transport ??= connect()).catch(() => undefined);
    },
    add: (id, request, budgetMs) => {
      waiting.push({ id, request, untilMs: Date.now() + budgetMs });
      if (!isRunning) void run();
    },
    hurry: (ms) => {
      firstAttemptMs = ms;
      wake();
      if (isRunning && !isExpected()) setTimeout(() => giveUp(`no answer within ${ms} ms`), ms);
    },
  };
}
