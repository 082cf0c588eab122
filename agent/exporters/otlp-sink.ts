// Turns a batch into OTLP bytes and gives it to the courier: one table of serialisers, signal by encoding.
import {
  JsonLogsSerializer,
  JsonMetricsSerializer,
  JsonTraceSerializer,
  ProtobufLogsSerializer,
  ProtobufMetricsSerializer,
  ProtobufTraceSerializer,
} from '@opentelemetry/otlp-transformer';
import type { Resource } from '@opentelemetry/resources';
import type { Protocol } from '../../env-config/config.ts';
import type { Log } from '../../instrumentations/base/log.ts';
import type { Sink } from './batch-queue.ts';
import type { Courier } from './courier.ts';

/** Signal -> its two encodings. Metrics come as one ResourceMetrics a batch. */
export const SERIALIZERS = {
  traces: { protobuf: ProtobufTraceSerializer, json: JsonTraceSerializer },
  metrics: { protobuf: ProtobufMetricsSerializer, json: JsonMetricsSerializer },
  logs: { protobuf: ProtobufLogsSerializer, json: JsonLogsSerializer },
} as const;

interface Serializer<Request> {
  serializeRequest(request: Request): Uint8Array | undefined;
  deserializeResponse(response: Uint8Array): PartialAnswer;
}

interface PartialAnswer {
  readonly partialSuccess?: object | undefined;
}

/** Where a sink sends, and what it needs to know. */
export interface OtlpSinkOptions<Item, Request> {
  readonly courier: Courier;
  readonly route: number;
  readonly protocol: Protocol;
  readonly serializers: { readonly protobuf: Serializer<Request>; readonly json: Serializer<Request> };
  readonly toRequest: (batch: Item[]) => Request;
  /** Bound of all attempts for one batch. */
  readonly budgetMs: number;
  readonly resource: Resource;
  readonly log: Log;
}

/** A sink that exports over OTLP; `isDraining` is true while nothing may be awaited. */
export function createOtlpSink<Item, Request>(
  options: OtlpSinkOptions<Item, Request>,
  isDraining: () => boolean,
): Sink<Item> {
  const { courier, route, budgetMs, resource, log } = options;
  const serializer = options.serializers[options.protocol === 'http/json' ? 'json' : 'protobuf'];
  const reported = new Set<string>();

  const sendNow = (batch: Item[], done: () => void) => {
    const request = serialize(batch);
    if (request === undefined) return done();
    courier.send(route, request, budgetMs, ({ response }) => {
      if (response !== undefined && response.length > 0) reportRejected(response);
      done();
    });
  };

  const serialize = (batch: Item[]): Uint8Array | undefined => {
    try {
      return serializer.serializeRequest(options.toRequest(batch));
    } catch (error) {
      log.warn('GENAI_W304 %d items could not be encoded and are lost: %s', batch.length, error);
      return undefined;
    }
  };

  const reportRejected = (response: Uint8Array) => {
    try {
      const { partialSuccess } = serializer.deserializeResponse(response);
      const text = JSON.stringify(partialSuccess ?? {});
      if (text === '{}' || reported.has(text)) return;
      reported.add(text);
      log.warn('GENAI_W305 the receiver rejected a part: %s', text);
    } catch {
      // Some receivers answer with a body of their own; the request was accepted.
    }
  };

  return {
    send: (batch, done) => {
      const { asyncAttributesPending, waitForAsyncAttributes } = resource;
      if (asyncAttributesPending !== true || waitForAsyncAttributes === undefined || isDraining()) {
        return sendNow(batch, done);
      }
      // Batches held here while the process ends are handed over by `exit` only if the resource has settled by then.
      void resource.waitForAsyncAttributes?.().then(() => sendNow(batch, done));
    },
  };
}
