// A bounded queue that lets batches out one at a time, on a timer or when full, and can be emptied at once at exit.
import type { BatchConfig } from '../../env-config/config.ts';

/** Takes a batch and says when it is settled, one way or the other. */
export interface Sink<Item> {
  send(batch: Item[], done: () => void): void;
}

/** Ended spans or log records on their way out. */
export interface BatchQueue<Item> {
  /** Never blocks and never throws; over the bound the newest item is dropped and counted. */
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
  /** Called once per run of drops, with the first one. */
  readonly onDrop: (maxQueueSize: number) => void;
}

/** Creates an empty queue. Its timers never keep the process alive. */
export function createBatchQueue<Item>(options: QueueOptions<Item>): BatchQueue<Item> {
  const { bounds, isImmediate, sink } = options;
  const batchSize = Math.max(1, Math.min(bounds.maxExportBatchSize, bounds.maxQueueSize));
  let items: Item[] = [];
  let timer: NodeJS.Timeout | undefined;
  let unsettled = 0;
  let isDropping = false;
  let flushes: (() => void)[] = [];

  const handOver = () => {
    const batch = items.length <= batchSize ? items : items.slice(0, batchSize);
    items = items.length <= batchSize ? [] : items.slice(batchSize);
    unsettled += 1;
    isDropping = false;
    sink.send(batch, () => {
      unsettled -= 1;
      if (unsettled === 0) next();
    });
  };

  /** One batch is out at a time, as the SDK specification asks; the rest waits here, inside the bound. */
  const next = () => {
    const isFlushing = flushes.length > 0;
    if (items.length > 0 && unsettled === 0 && (isImmediate || isFlushing || items.length >= batchSize))
      handOver();
    else if (items.length > 0 && unsettled === 0) arm();
    if (items.length === 0 && unsettled === 0) {
      for (const resolve of flushes) resolve();
      flushes = [];
    }
  };

  const arm = () => {
    timer ??= setTimeout(() => {
      timer = undefined;
      if (items.length > 0 && unsettled === 0) handOver();
    }, bounds.scheduledDelayMs).unref();
  };

  return {
    add: (item) => {
      if (items.length >= bounds.maxQueueSize) {
        if (!isDropping) options.onDrop(bounds.maxQueueSize);
        isDropping = true;
        return;
      }
      items.push(item);
      if (unsettled > 0) return;
      if (isImmediate || items.length >= batchSize) handOver();
      else arm();
    },
    drain: () => {
      while (items.length > 0) handOver();
    },
    flush: () =>
      new Promise((resolve) => {
        flushes.push(resolve);
        next();
      }),
  };
}
