// OTLP over gRPC: the three collector services with pass-through (de)serialisers.
import { Metadata, Server, ServerCredentials } from '@grpc/grpc-js';
import type { ServiceDefinition, sendUnaryData, ServerUnaryCall } from '@grpc/grpc-js';
import type { Signal } from '../../../env-config/config.ts';
import { encodeResponse, encodeRetryInfo } from './faults.ts';
import type { Answerer, TlsOptions, Transport } from './transport.ts';

const SERVICES: Readonly<Record<Signal, string>> = {
  traces: 'opentelemetry.proto.collector.trace.v1.TraceService',
  metrics: 'opentelemetry.proto.collector.metrics.v1.MetricsService',
  logs: 'opentelemetry.proto.collector.logs.v1.LogsService',
};

const passThrough = (bytes: Buffer): Buffer => bytes;

/** A gRPC transport on 127.0.0.1 that asks `answerer` what to say. */
export function grpcTransport(
  answerer: Answerer,
  wantedPort: number,
  tls: TlsOptions | undefined,
): Transport {
  let port = wantedPort;
  let server: Server | undefined;
  return {
    get port() {
      return port;
    },
    async up() {
      const next = new Server({ 'grpc.max_receive_message_length': -1 });
      addService(next, answerer, 'traces');
      addService(next, answerer, 'metrics');
      addService(next, answerer, 'logs');
      port = await bind(next, port, tls);
      server = next;
    },
    async down() {
      server?.forceShutdown();
      server = undefined;
    },
  };
}

function addService(server: Server, answerer: Answerer, signal: Signal): void {
  const definition: ServiceDefinition = {
    Export: {
      path: `/${SERVICES[signal]}/Export`,
      requestStream: false,
      responseStream: false,
      requestSerialize: passThrough,
      requestDeserialize: passThrough,
      responseSerialize: passThrough,
      responseDeserialize: passThrough,
    },
  };
  server.addService(definition, {
    Export: (call: ServerUnaryCall<Buffer, Buffer>, respond: sendUnaryData<Buffer>) => {
      const headers = Object.fromEntries(
        Object.entries(call.metadata.getMap()).map(([name, value]) => [name, value.toString()]),
      );
      answerer({ signal, protocol: 'grpc', headers, body: call.request }).then(
        (answer) => {
          if (answer.kind === 'ok') respond(null, encodeResponse(answer));
          if (answer.kind !== 'failure') return;
          const { grpcCode, retryAfterMs } = answer.failure;
          const trailers = new Metadata();
          if (retryAfterMs !== undefined) {
            trailers.set('grpc-status-details-bin', encodeRetryInfo(grpcCode, retryAfterMs));
          }
          respond({ code: grpcCode, details: 'fault' }, null, trailers);
        },
        (error: unknown) => respond({ code: 3, details: String(error) }, null),
      );
    },
  });
}

function bind(server: Server, port: number, tls: TlsOptions | undefined): Promise<number> {
  const credentials =
    tls === undefined
      ? ServerCredentials.createInsecure()
      : ServerCredentials.createSsl(
          tls.ca === undefined ? null : Buffer.from(tls.ca),
          [{ private_key: Buffer.from(tls.key), cert_chain: Buffer.from(tls.cert) }],
          tls.ca !== undefined,
        );
  return new Promise((resolve, reject) => {
    server.bindAsync(`127.0.0.1:${port}`, credentials, (error, bound) =>
      error === null ? resolve(bound) : reject(error),
    );
  });
}
