// Collects metrics on an interval, one export at a time, so that points wait in the SDK while the receiver is away.
import {
  AggregationTemporality,
  AggregationType,
  InstrumentType,
  MetricReader,
} from '@opentelemetry/sdk-metrics';
import type { CollectionResult, MetricProducer, ResourceMetrics } from '@opentelemetry/sdk-metrics';
import type { Config } from '../../env-config/config.ts';
import { collectNow } from '../collect-now.ts';
import type { Sink } from './batch-queue.ts';

/** OTEL_EXPORTER_OTLP_METRICS_TEMPORALITY_PREFERENCE -> the instruments reported as deltas. */
const DELTA_INSTRUMENTS: Readonly<Record<Config['metricReader']['temporality'], readonly InstrumentType[]>> =
  {
    delta: [
      InstrumentType.COUNTER,
      InstrumentType.OBSERVABLE_COUNTER,
      InstrumentType.HISTOGRAM,
      InstrumentType.GAUGE,
      InstrumentType.OBSERVABLE_GAUGE,
    ],
    lowmemory: [InstrumentType.COUNTER, InstrumentType.HISTOGRAM],
    cumulative: [],
  };

/** A producer of ready-made points that can also be read without awaiting. */
export interface SyncMetricProducer extends MetricProducer {
  collectNow(): CollectionResult;
}

/** A push reader that can also be emptied synchronously. */
export class IntervalReader extends MetricReader {
  readonly #options: Config['metricReader'];
  readonly #sink: Sink<ResourceMetrics>;
  readonly #producers: readonly SyncMetricProducer[];
  #collector: MetricProducer | undefined;
  #timer: NodeJS.Timeout | undefined;
  #running: Promise<void> | undefined;

  constructor(
    options: Config['metricReader'],
    sink: Sink<ResourceMetrics>,
    producers: readonly SyncMetricProducer[],
  ) {
    const deltas = DELTA_INSTRUMENTS[options.temporality];
    const histogram =
      options.histogramAggregation === 'base2_exponential_bucket_histogram'
        ? AggregationType.EXPONENTIAL_HISTOGRAM
        : AggregationType.DEFAULT;
    super({
      metricProducers: [...producers],
      aggregationTemporalitySelector: (type) =>
        deltas.includes(type) ? AggregationTemporality.DELTA : AggregationTemporality.CUMULATIVE,
      aggregationSelector: (type) => ({
        type: type === InstrumentType.HISTOGRAM ? histogram : AggregationType.DEFAULT,
      }),
      cardinalitySelector: () => options.cardinalityLimit,
    });
    this.#options = options;
    this.#sink = sink;
    this.#producers = producers;
  }

  /** Keeps the SDK's collector for `drain`. */
  override setMetricProducer(collector: MetricProducer): void {
    this.#collector = collector;
    super.setMetricProducer(collector);
  }

  /** Hands over what has been recorded since the last collection, without waiting; false where the SDK cannot be read. */
  drain(): boolean {
    const reading = collectNow(this.#collector, this.#producers);
    if (reading.metrics !== undefined) this.#sink.send([reading.metrics], () => undefined);
    return !reading.isUnknownSdk;
  }

  protected override onInitialized(): void {
    this.#timer = setInterval(() => {
      // A failed collection loses nothing: the points stay in the SDK until the next one.
      this.#run().catch(() => undefined);
    }, this.#options.intervalMs).unref();
  }

  protected override async onForceFlush(): Promise<void> {
    await this.#running;
    await this.#run();
  }

  protected override async onShutdown(): Promise<void> {
    clearInterval(this.#timer);
    await this.onForceFlush();
  }

  #run(): Promise<void> {
    this.#running ??= this.#collectAndSend().finally(() => {
      this.#running = undefined;
    });
    return this.#running;
  }

  async #collectAndSend(): Promise<void> {
    const { resourceMetrics } = await this.collect({ timeoutMillis: this.#options.timeoutMs });
    if (resourceMetrics.scopeMetrics.length === 0) return;
    await new Promise<void>((resolve) => this.#sink.send([resourceMetrics], resolve));
  }
}
