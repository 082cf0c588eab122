// What the gRPC and the HTTP server of the receiver have in common.
import type { Protocol, Signal } from '../../../env-config/config.ts';
import type { Answer } from './faults.ts';

/** A request as a transport hands it over: still encoded. */
export interface RawRequest {
  readonly signal: Signal;
  readonly protocol: Protocol;
  /** Lower-case header or metadata names. */
  readonly headers: Readonly<Record<string, string>>;
  /** Body after decompression. */
  readonly body: Buffer;
}

/** Decides the answer to a request, and keeps what it carried. */
export type Answerer = (request: RawRequest) => Promise<Answer>;

/** PEM keys and certificates; `ca` asks clients for a certificate it has signed. */
export interface TlsOptions {
  readonly key: string;
  readonly cert: string;
  readonly ca?: string;
}

/** A transport that can be stopped and started again on the same port. */
export interface Transport {
  readonly port: number;
  /** Listens, on a free port the first time. */
  up(): Promise<void>;
  /** Stops at once and drops every connection. */
  down(): Promise<void>;
}
