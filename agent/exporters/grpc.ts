// OTLP/gRPC: unary calls with ready-made bytes on one grpc-js client; says which failures are worth another attempt.
import { Client, Metadata, credentials, status } from '@grpc/grpc-js';
import type { ChannelCredentials, ServiceError } from '@grpc/grpc-js';
import type { Signal } from '../../env-config/config.ts';
import { readRetryDelayMs } from './retry-info.ts';
import type { Outcome, Route, Transport } from './route.ts';

const METHODS = {
  traces: '/opentelemetry.proto.collector.trace.v1.TraceService/Export',
  metrics: '/opentelemetry.proto.collector.metrics.v1.MetricsService/Export',
  logs: '/opentelemetry.proto.collector.logs.v1.LogsService/Export',
} as const satisfies Record<Signal, string>;

/** Codes the OTLP specification calls retryable. RESOURCE_EXHAUSTED is one only where the receiver sends RetryInfo. */
const RETRYABLE: ReadonlySet<number> = new Set([
  status.CANCELLED,
  status.DEADLINE_EXCEEDED,
  status.ABORTED,
  status.OUT_OF_RANGE,
  status.UNAVAILABLE,
  status.DATA_LOSS,
]);

/** grpc-js's numbers for `grpc.default_compression_algorithm`. */
const COMPRESSION = { none: 0, gzip: 2 } as const;

/** A lazily connecting client for one signal. */
export function openGrpc(route: Route, userAgent: string): Transport {
  const metadata = toMetadata(route.headers);
  let client: Client | undefined;
  return {
    send: (request, timeoutMs) =>
      new Promise((resolve) => {
        const current = (client ??= connect(route, userAgent));
        const same = (bytes: Uint8Array) => Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
        const options = { deadline: Date.now() + timeoutMs };
        current.makeUnaryRequest(
          METHODS[route.signal],
          same,
          same,
          request,
          metadata,
          options,
          (error, response) => {
            if (error === null) return resolve({ ok: true, ...(response === undefined ? {} : { response }) });
            // A channel that failed to connect waits out its own back-off first; ours decides, so the next attempt dials anew.
            if (error.code === status.UNAVAILABLE || error.code === status.DEADLINE_EXCEEDED) {
              current.close();
              if (client === current) client = undefined;
            }
            resolve(toOutcome(error));
          },
        );
      }),
  };
}

function toOutcome(error: ServiceError): Outcome {
  const details: unknown = error.metadata?.get('grpc-status-details-bin')[0];
  const retryAfterMs = details instanceof Uint8Array ? readRetryDelayMs(details) : undefined;
  const isThrottled = error.code === status.RESOURCE_EXHAUSTED && retryAfterMs !== undefined;
  return {
    ok: false,
    reason: `${error.code} ${status[error.code] ?? 'UNKNOWN'}: ${error.details}`,
    retryable: isThrottled || RETRYABLE.has(error.code),
    ...(retryAfterMs === undefined ? {} : { retryAfterMs }),
  };
}

function connect(route: Route, userAgent: string): Client {
  const { target, isPlain } = toTarget(route);
  return new Client(target, isPlain ? credentials.createInsecure() : toTls(route), {
    'grpc.default_compression_algorithm': COMPRESSION[route.compression],
    'grpc.primary_user_agent': userAgent,
    'grpc.use_local_subchannel_pool': 1,
  });
}

function toTls(route: Route): ChannelCredentials {
  const pem = (text: string | undefined) => (text === undefined ? null : Buffer.from(text));
  const hasPair = route.clientKey !== undefined && route.clientCertificate !== undefined;
  return hasPair
    ? credentials.createSsl(pem(route.certificate), pem(route.clientKey), pem(route.clientCertificate))
    : credentials.createSsl(pem(route.certificate));
}

/** grpc-js wants host:port; without a port it would dial 443 whatever the scheme. */
function toTarget(route: Route): { readonly target: string; readonly isPlain: boolean } {
  const endpoint = route.endpoint.trim();
  if (endpoint.startsWith('unix:')) return { target: endpoint, isPlain: true };
  const hasScheme = /^\w{1,8}:\/\//.test(endpoint);
  if (!hasScheme) return { target: endpoint, isPlain: route.insecure };
  const { protocol, hostname, port } = new URL(endpoint);
  const isPlain = protocol !== 'https:';
  return { target: `${hostname}:${port || (isPlain ? '80' : '443')}`, isPlain };
}

function toMetadata(headers: Readonly<Record<string, string>>): Metadata {
  const metadata = new Metadata();
  for (const [name, value] of Object.entries(headers)) {
    try {
      metadata.set(name, value);
    } catch {
      // A name or value gRPC does not allow; naming it here could print a secret.
    }
  }
  return metadata;
}
