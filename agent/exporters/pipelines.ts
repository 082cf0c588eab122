// From a provider to its exporters, signal by signal: which sinks OTEL_*_EXPORTER names, and the queue in front of each.
import type { Resource } from '@opentelemetry/resources';
import { ConsoleLogRecordExporter } from '@opentelemetry/sdk-logs';
import type { LogRecordProcessor, ReadableLogRecord } from '@opentelemetry/sdk-logs';
import { ConsoleMetricExporter } from '@opentelemetry/sdk-metrics';
import type { IMetricReader, ResourceMetrics } from '@opentelemetry/sdk-metrics';
import { ConsoleSpanExporter } from '@opentelemetry/sdk-trace';
import type { ReadableSpan, SpanProcessor } from '@opentelemetry/sdk-trace';
import type { BatchConfig, Config, Signal } from '../../env-config/config.ts';
import type { Log } from '../../instrumentations/base/log.ts';
import { createBatchQueue } from './batch-queue.ts';
import type { BatchQueue, Sink } from './batch-queue.ts';
import { createConsoleSink } from './console-sink.ts';
import type { Courier } from './courier.ts';
import { logBytes, spanBytes } from './item-size.ts';
import { IntervalReader } from './metric-reader.ts';
import type { SyncMetricProducer } from './metric-reader.ts';
import { SERIALIZERS, createOtlpSink } from './otlp-sink.ts';
import { createLogProcessor, createSpanProcessor } from './processors.ts';
import { createPrometheusReader } from './prometheus.ts';

/** What every pipeline is built from. */
export interface Wiring {
  readonly config: Config;
  readonly log: Log;
  readonly resource: Resource;
  readonly courier: Courier;
  /** True inside the synchronous drain, where nothing may be awaited. */
  readonly isDraining: () => boolean;
}

/** Index of each signal's route in the courier. */
const ROUTES = { traces: 0, metrics: 1, logs: 2 } as const satisfies Record<Signal, number>;

/** Spans: one queue an exporter. */
export function openSpanExport(wiring: Wiring): { readonly processors: SpanProcessor[]; drain(): void } {
  const { config } = wiring;
  const toRequest = (batch: ReadableSpan[]) => batch;
  const warm = config.traces.exporters.includes('otlp') ? () => wiring.courier.warm() : () => undefined;
  const queues = config.traces.exporters.flatMap((name) => {
    if (name === 'otlp') {
      const { exportTimeoutMs: budgetMs } = config.batchSpans;
      const sink = createOtlpSink(
        { ...otlp(wiring, 'traces'), serializers: SERIALIZERS.traces, toRequest, budgetMs },
        wiring.isDraining,
      );
      return [openQueue(wiring, 'spans', config.batchSpans, spanBytes, sink)];
    }
    if (name !== 'console') return [];
    return [
      openQueue(
        wiring,
        'spans',
        config.batchSpans,
        spanBytes,
        createConsoleSink(new ConsoleSpanExporter(), toRequest),
      ),
    ];
  });
  return {
    processors: queues.map((queue) => createSpanProcessor(queue, warm)),
    drain: () => queues.forEach((queue) => queue.drain()),
  };
}

/** Log records: one queue an exporter. */
export function openLogExport(wiring: Wiring): { readonly processors: LogRecordProcessor[]; drain(): void } {
  const { config } = wiring;
  const toRequest = (batch: ReadableLogRecord[]) => batch;
  const queues = config.logs.exporters.flatMap((name) => {
    if (name === 'otlp') {
      const { exportTimeoutMs: budgetMs } = config.batchLogs;
      const sink = createOtlpSink(
        { ...otlp(wiring, 'logs'), serializers: SERIALIZERS.logs, toRequest, budgetMs },
        wiring.isDraining,
      );
      return [openQueue(wiring, 'log records', config.batchLogs, logBytes, sink)];
    }
    if (name !== 'console') return [];
    return [
      openQueue(
        wiring,
        'log records',
        config.batchLogs,
        logBytes,
        createConsoleSink(new ConsoleLogRecordExporter(), toRequest),
      ),
    ];
  });
  return {
    processors: queues.map(createLogProcessor),
    drain: () => queues.forEach((queue) => queue.drain()),
  };
}

/** Metrics: one reader an exporter. */
export function openMetricExport(
  wiring: Wiring,
  producers: readonly SyncMetricProducer[],
): { readonly readers: IMetricReader[]; drain(): void } {
  const { config, log } = wiring;
  const pushing: IntervalReader[] = [];
  const push = (sink: Sink<ResourceMetrics>) => {
    // Points folded outside the SDK can be read once; the first reader gets them.
    const reader = new IntervalReader(config.metricReader, sink, pushing.length === 0 ? producers : []);
    pushing.push(reader);
    return reader;
  };
  const first = ([metrics]: ResourceMetrics[]) => metrics ?? { resource: wiring.resource, scopeMetrics: [] };
  const readers = config.metrics.exporters.flatMap((name): IMetricReader[] => {
    if (name === 'prometheus') return [createPrometheusReader(config.metricReader, log)];
    if (name === 'console') return [push(createConsoleSink(new ConsoleMetricExporter(), first))];
    if (name !== 'otlp') return [];
    const { timeoutMs: budgetMs } = config.metricReader;
    const options = {
      ...otlp(wiring, 'metrics'),
      serializers: SERIALIZERS.metrics,
      toRequest: first,
      budgetMs,
    };
    return [push(createOtlpSink(options, wiring.isDraining))];
  });
  return {
    readers,
    drain: () => {
      const isRead = pushing.map((reader) => reader.drain());
      if (isRead.includes(false)) {
        log.warn('GENAI_W311 the last metric points cannot be read from this version of the metrics SDK');
      }
    },
  };
}

function otlp({ config, courier, resource, log }: Wiring, signal: Signal) {
  return { courier, route: ROUTES[signal], protocol: config[signal].otlp.protocol, resource, log };
}

/** The noun is for the lines a person reads. */
function openQueue<Item>(
  { config, log }: Wiring,
  noun: string,
  bounds: BatchConfig,
  sizeOf: (item: Item) => number,
  sink: Sink<Item>,
): BatchQueue<Item> {
  return createBatchQueue({
    bounds,
    isImmediate: config.disableBatch,
    sink,
    sizeOf,
    onDrop: (waiting) => log.warn('GENAI_W312 %s are dropped: %d are waiting to be exported', noun, waiting),
    onDropsEnd: (dropped) => log.warn('GENAI_W313 %d %s were dropped', dropped, noun),
  });
}
