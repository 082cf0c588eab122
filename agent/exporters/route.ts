// The shapes that cross from the app's thread to the export worker: where a signal goes, and how one attempt ended.
import type { MessagePort } from 'node:worker_threads';
import type { OtlpConfig, Signal } from '../../env-config/config.ts';

/** One signal's way out. Plain data, so that it can be handed to the worker. */
export interface Route extends OtlpConfig {
  readonly signal: Signal;
}

/** How one attempt ended. */
export type Outcome =
  | { readonly ok: true; readonly response?: Uint8Array }
  | {
      readonly ok: false;
      readonly reason: string;
      readonly retryable: boolean;
      /** The receiver's own wish (RetryInfo, Retry-After). */
      readonly retryAfterMs?: number;
    };

/** A connection that sends serialised requests. */
export interface Transport {
  send(request: Uint8Array, timeoutMs: number): Promise<Outcome>;
}

/** What the worker is started with. */
export interface WorkerStart {
  readonly port: MessagePort;
  readonly routes: readonly Route[];
  readonly userAgent: string;
  /** One Int32: how many requests are settled, delivered or given up. */
  readonly settled: SharedArrayBuffer;
}

/** App thread to worker. */
export type ToWorker =
  | {
      readonly kind: 'request';
      readonly id: number;
      readonly route: number;
      readonly request: Uint8Array;
      readonly budgetMs: number;
    }
  /** Load what sending will need, without connecting. */
  | { readonly kind: 'warm' }
  | { readonly kind: 'hurry'; readonly firstAttemptMs: number };

/** Worker to app thread. */
export type FromWorker =
  | {
      readonly kind: 'delivered';
      readonly id: number;
      readonly route: number;
      readonly response?: Uint8Array;
    }
  | { readonly kind: 'given-up'; readonly id: number; readonly route: number; readonly reason: string }
  | { readonly kind: 'retrying'; readonly route: number; readonly reason: string };
