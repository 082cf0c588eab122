// A queue bounded by count and bytes that lets batches out one at a time, and can be emptied at once at exit.
import type { BatchConfig } from '../../env-config/config.ts';

/** Takes a batch and says when it is settled, one way or the other. */
export interface Sink<Item> {
  send(batch: Item[], done: () => void): void;
}

/** Ended spans or log records on their way out. */
export interface BatchQueue<Item> {
  /** Never blocks and never throws; over a bound the newest item is dropped and counted. */
  add(item: Item): void;
  /** Hands everything over without waiting for confirmations. */
  drain(): void;
  /** Resolves when everything added so far is settled. */
  flush(): Promise<void>;
}

/** How a queue is run. */
export interface QueueOptions<Item> {
  readonly bounds: BatchConfig;
  /** GENAI_DISABLE_BATCH: nothing waits for a timer or for company. */
  readonly isImmediate: boolean;
  readonly sink: Sink<Item>;
  readonly sizeOf: (item: Item) => number;
  /** The first item of a run of drops, with how many are waiting. */
  readonly onDrop: (waiting: number) => void;
  /** The queue has emptied again. */
  readonly onDropsEnd: (dropped: number) => void;
}

/** What one queue may hold in memory. */
export const MAX_QUEUE_BYTES = 64 * 1024 * 1024;

/** Creates an empty queue. Its timers never keep the process alive. */
export function createBatchQueue<Item>(options: QueueOptions<Item>): BatchQueue<Item> {
  const { bounds, isImmediate, sink, sizeOf } = options;
  const batchSize = Math.max(1, Math.min(bounds.maxExportBatchSize, bounds.maxQueueSize));
  let waiting: { readonly item: Item; readonly bytes: number }[] = [];
  let waitingBytes = 0;
  let timer: NodeJS.Timeout | undefined;
  let unsettled = 0;
  let dropped = 0;
  let flushes: (() => void)[] = [];

  const handOver = () => {
    const batch = waiting.slice(0, batchSize);
    waiting = waiting.slice(batchSize);
    for (const { bytes } of batch) waitingBytes -= bytes;
    unsettled += 1;
    if (waiting.length === 0 && dropped > 0) {
      options.onDropsEnd(dropped);
      dropped = 0;
    }
    const done = () => {
      unsettled -= 1;
      if (unsettled === 0) next();
    };
    sink.send(
      batch.map(({ item }) => item),
      done,
    );
  };

  /** One batch is out at a time, as the SDK specification asks; the rest waits here, inside the bounds. */
  const next = () => {
    const isDue = isImmediate || flushes.length > 0 || waiting.length >= batchSize;
    if (waiting.length > 0 && unsettled === 0 && isDue) handOver();
    else if (waiting.length > 0 && unsettled === 0) arm();
    if (waiting.length === 0 && unsettled === 0) {
      for (const resolve of flushes) resolve();
      flushes = [];
    }
  };

  const arm = () => {
    timer ??= setTimeout(() => {
      timer = undefined;
      if (waiting.length > 0 && unsettled === 0) handOver();
    }, bounds.scheduledDelayMs).unref();
  };

  return {
    add: (item) => {
      const bytes = sizeOf(item);
      if (waiting.length >= bounds.maxQueueSize || waitingBytes + bytes > MAX_QUEUE_BYTES) {
        if (dropped === 0) options.onDrop(waiting.length);
        dropped += 1;
        return;
      }
      waiting.push({ item, bytes });
      waitingBytes += bytes;
      if (unsettled > 0) return;
      if (isImmediate || waiting.length >= batchSize) handOver();
      else arm();
    },
    drain: () => {
      while (waiting.length > 0) handOver();
    },
    flush: () =>
      new Promise((resolve) => {
        flushes.push(resolve);
        next();
      }),
  };
}
