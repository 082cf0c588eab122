// The SDK's processor interfaces over our own queue: sampled spans and log records go in, batches come out.
import { TraceFlags } from '@opentelemetry/api';
import type { LogRecordProcessor, ReadableLogRecord } from '@opentelemetry/sdk-logs';
import type { ReadableSpan, SpanProcessor } from '@opentelemetry/sdk-trace';
import type { BatchQueue } from './batch-queue.ts';

/** Queues ended spans that are sampled; `onStart` hears of every span that begins. */
export function createSpanProcessor(queue: BatchQueue<ReadableSpan>, onStart: () => void): SpanProcessor {
  return {
    onStart,
    onEnd: (span) => {
      if ((span.spanContext().traceFlags & TraceFlags.SAMPLED) !== 0) queue.add(span);
    },
    forceFlush: () => queue.flush(),
    shutdown: () => queue.flush(),
  };
}

/** Queues emitted log records. */
export function createLogProcessor(queue: BatchQueue<ReadableLogRecord>): LogRecordProcessor {
  return {
    onEmit: (record) => queue.add(record),
    forceFlush: () => queue.flush(),
    shutdown: () => queue.flush(),
  };
}
