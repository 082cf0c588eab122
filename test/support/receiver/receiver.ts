// The project's own OTLP receiver: gRPC and HTTP on free ports, keeps what it is sent, and misbehaves on demand.
import { setTimeout as sleep } from 'node:timers/promises';
import type { Protocol, Signal } from '../../../env-config/config.ts';
import { answerOf, type Answer, type Fault } from './faults.ts';
import { grpcTransport } from './grpc-server.ts';
import { httpTransport } from './http-server.ts';
import { isMessage, type Message } from './message.ts';
import { logsOf, metricsOf, spansOf } from './signals.ts';
import type { ReceivedLog, ReceivedMetric, ReceivedSpan } from './signals.ts';
import type { RawRequest, TlsOptions } from './transport.ts';
import { decodeMessage } from './wire.ts';

export { FAILURES, type Failure, type Fault } from './faults.ts';
export type { PlainValue } from './message.ts';
export type { ReceivedLog, ReceivedMetric, ReceivedPoint, ReceivedSpan } from './signals.ts';

/** Ports (0, the default, takes a free one) and keys. */
export interface ReceiverOptions {
  readonly grpcPort?: number;
  readonly httpPort?: number;
  readonly tls?: TlsOptions;
}

/** One export request, accepted or not. */
export interface ReceivedRequest {
  readonly signal: Signal;
  readonly protocol: Protocol;
  readonly headers: Readonly<Record<string, string>>;
  /** Size of the body after decompression. */
  readonly bytes: number;
  /** performance.now() at arrival. */
  readonly atMs: number;
  readonly answer: Answer['kind'];
}

/** A running receiver. What it refused, or never answered, is in `requests()` only. */
export interface Receiver {
  /** `http://127.0.0.1:<port>` (https with keys). */
  readonly grpcUrl: string;
  readonly httpUrl: string;
  /** OTEL_EXPORTER_OTLP_ENDPOINT and OTEL_EXPORTER_OTLP_PROTOCOL for an app that should send here. */
  env(protocol?: Protocol): Record<string, string>;
  spans(): readonly ReceivedSpan[];
  logs(): readonly ReceivedLog[];
  metrics(): readonly ReceivedMetric[];
  requests(): readonly ReceivedRequest[];
  /** Forgets everything received so far. */
  clear(): void;
  /** Resolves as soon as the predicate holds; rejects after `timeoutMs` with what had come by then. */
  until(predicate: (receiver: Receiver) => boolean, timeoutMs: number): Promise<void>;
  /** Sets the fault in force; without an argument, none. */
  fault(fault?: Fault): void;
  /** Refuses connections until `up()`, which listens on the same ports. */
  down(): Promise<void>;
  up(): Promise<void>;
  close(): Promise<void>;
}

/** Starts a receiver on 127.0.0.1. */
export async function startReceiver(options: ReceiverOptions = {}): Promise<Receiver> {
  const spans: ReceivedSpan[] = [];
  const logs: ReceivedLog[] = [];
  const metrics: ReceivedMetric[] = [];
  const requests: ReceivedRequest[] = [];
  const waiting = new Set<() => void>();
  let fault: Fault | undefined;
  let seen: Record<Signal, number> = { traces: 0, metrics: 0, logs: 0 };

  const keep: Readonly<Record<Signal, (request: RawRequest) => void>> = {
    traces: (request) => spans.push(...spansOf(decode(request, 'ExportTraceServiceRequest'))),
    metrics: (request) => metrics.push(...metricsOf(decode(request, 'ExportMetricsServiceRequest'))),
    logs: (request) => logs.push(...logsOf(decode(request, 'ExportLogsServiceRequest'))),
  };
  const answerer = async (request: RawRequest): Promise<Answer> => {
    const { signal, protocol, headers, body } = request;
    const answer = answerOf(fault, signal, seen[signal]++);
    requests.push({
      signal,
      protocol,
      headers,
      bytes: body.length,
      atMs: performance.now(),
      answer: answer.kind,
    });
    if (fault?.kind === 'delay' && (fault.signal ?? signal) === signal) await sleep(fault.delayMs);
    if (answer.kind === 'ok') keep[signal](request);
    for (const check of waiting) check();
    return answer;
  };
  const grpc = grpcTransport(answerer, options.grpcPort ?? 0, options.tls);
  const http = httpTransport(answerer, options.httpPort ?? 0, options.tls);
  const scheme = options.tls === undefined ? 'http' : 'https';
  await Promise.all([grpc.up(), http.up()]);

  const receiver: Receiver = {
    grpcUrl: `${scheme}://127.0.0.1:${grpc.port}`,
    httpUrl: `${scheme}://127.0.0.1:${http.port}`,
    env: (protocol = 'grpc') => ({
      OTEL_EXPORTER_OTLP_PROTOCOL: protocol,
      OTEL_EXPORTER_OTLP_ENDPOINT: protocol === 'grpc' ? receiver.grpcUrl : receiver.httpUrl,
    }),
    spans: () => spans,
    logs: () => logs,
    metrics: () => metrics,
    requests: () => requests,
    clear: () => [spans, logs, metrics, requests].forEach((list) => list.splice(0)),
    until: (predicate, timeoutMs) =>
      new Promise((resolve, reject) => {
        const finish = (settle: () => void): void => {
          clearTimeout(timer);
          waiting.delete(check);
          settle();
        };
        const check = (): void => {
          try {
            if (predicate(receiver)) finish(resolve);
          } catch (error) {
            finish(() => reject(error));
          }
        };
        const timer = setTimeout(
          () => finish(() => reject(new Error(`Not within ${timeoutMs} ms. ${summary(receiver)}`))),
          timeoutMs,
        );
        waiting.add(check);
        check();
      }),
    fault: (next) => {
      fault = next;
      seen = { traces: 0, metrics: 0, logs: 0 };
    },
    down: async () => void (await Promise.all([grpc.down(), http.down()])),
    up: async () => void (await Promise.all([grpc.up(), http.up()])),
    close: () => receiver.down(),
  };
  return receiver;
}

function decode({ protocol, body }: RawRequest, name: string): Message {
  if (protocol !== 'http/json') return decodeMessage(name, body);
  const parsed: unknown = JSON.parse(body.toString('utf8'));
  if (!isMessage(parsed)) throw new Error('The body is not a JSON object');
  return parsed;
}

function summary(receiver: Receiver): string {
  const names = (items: readonly { readonly name: string }[]): string =>
    [...new Set(items.map(({ name }) => name))].join(', ') || 'none';
  const events = receiver.logs().map(({ eventName }) => ({ name: eventName || 'log' }));
  const { length } = receiver.requests();
  return `Requests: ${length}. Spans: ${names(receiver.spans())}. Logs: ${names(events)}. Metrics: ${names(receiver.metrics())}.`;
}
