// What a receiver can do wrong: the faults a test sets, and how each looks over gRPC and over HTTP.
import { encodeField } from './wire.ts';
import type { Signal } from '../../../env-config/config.ts';

/** One refusal as both transports say it. */
export interface Failure {
  readonly grpcCode: number;
  readonly httpStatus: number;
  /** Sent as RetryInfo over gRPC and as Retry-After over HTTP. */
  readonly retryAfterMs?: number;
}

/** Refusals by name; the retryable ones are those the OTLP specification lists. */
export const FAILURES = {
  unavailable: { grpcCode: 14, httpStatus: 503 },
  resourceExhausted: { grpcCode: 8, httpStatus: 429 },
  deadlineExceeded: { grpcCode: 4, httpStatus: 504 },
  invalidArgument: { grpcCode: 3, httpStatus: 400 },
  unauthenticated: { grpcCode: 16, httpStatus: 401 },
  unimplemented: { grpcCode: 12, httpStatus: 404 },
  internal: { grpcCode: 13, httpStatus: 500 },
} as const satisfies Record<string, Failure>;

/** A fault in force until the next `fault()`; `signal` limits it to one signal. */
export type Fault = { readonly signal?: Signal } & (
  | { readonly kind: 'hang' }
  | { readonly kind: 'delay'; readonly delayMs: number }
  | { readonly kind: 'partial'; readonly rejected: number; readonly message: string }
  /** One entry a request and signal, in order ('ok' lets one pass); after the last all pass, or with `repeat` it stays. */
  | { readonly kind: 'failures'; readonly failures: readonly (Failure | 'ok')[]; readonly repeat?: boolean }
);

/** What a transport has to answer. */
export type Answer =
  | { readonly kind: 'hang' }
  | { readonly kind: 'ok'; readonly partial?: { readonly rejected: number; readonly message: string } }
  | { readonly kind: 'failure'; readonly failure: Failure };

/** The answer a fault gives to the n-th request (from 0) of a signal. */
export function answerOf(fault: Fault | undefined, signal: Signal, index: number): Answer {
  if (fault === undefined || (fault.signal !== undefined && fault.signal !== signal)) return { kind: 'ok' };
  if (fault.kind === 'hang') return fault;
  if (fault.kind === 'partial') return { kind: 'ok', partial: fault };
  if (fault.kind === 'delay') return { kind: 'ok' };
  const failure = fault.failures[index] ?? (fault.repeat === true ? fault.failures.at(-1) : undefined);
  return failure === undefined || failure === 'ok' ? { kind: 'ok' } : { kind: 'failure', failure };
}

/** The body of an Export*ServiceResponse. */
export function encodeResponse(answer: Answer & { readonly kind: 'ok' }): Buffer {
  const { partial } = answer;
  if (partial === undefined) return Buffer.alloc(0);
  const counts = Buffer.concat([encodeField(1, partial.rejected), encodeField(2, partial.message)]);
  return encodeField(1, counts);
}

/** A google.rpc.Status holding RetryInfo, for the grpc-status-details-bin trailer. */
export function encodeRetryInfo(grpcCode: number, retryAfterMs: number): Buffer {
  const delay = Buffer.concat([
    encodeField(1, Math.floor(retryAfterMs / 1000)),
    encodeField(2, (retryAfterMs % 1000) * 1_000_000),
  ]);
  const any = Buffer.concat([
    encodeField(1, 'type.googleapis.com/google.rpc.RetryInfo'),
    encodeField(2, encodeField(1, delay)),
  ]);
  return Buffer.concat([encodeField(1, grpcCode), encodeField(2, 'fault'), encodeField(3, any)]);
}
