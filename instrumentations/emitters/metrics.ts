// A record as histogram points: duration, tokens, time to first chunk, gaps between chunks. Independent of sampling.
import type { Attributes, Context, Histogram, Meter } from '@opentelemetry/api';
import type { GapHistogram } from '../record/gaps.ts';
import type { GenAIRecord } from '../record/record.ts';
import { writeFields } from './attributes.ts';
import type { FieldPlan } from './attributes.ts';
import type { Dialect, Metric } from './dialects/dialect.ts';

/** Takes a finished call's gaps as bucket counts. */
export type GapSink = (metric: Metric, attributes: Attributes, gaps: GapHistogram) => void;

/** Feeds one dialect's histograms. */
export type MetricEmitter = (record: GenAIRecord, context: Context) => void;

/** Creates the instruments of a dialect, with the convention's boundaries as advice (a view still overrides them). */
export function createMetricEmitter(
  meter: Meter,
  dialect: Dialect,
  plan: FieldPlan,
  extra: Attributes,
  sinkGaps: GapSink,
): MetricEmitter {
  const duration = histogram(meter, dialect.metrics.duration);
  const tokens = histogram(meter, dialect.metrics.tokenUsage);
  const firstChunk = histogram(meter, dialect.metrics.timeToFirstChunk);
  const { name: tokenType, input, output } = dialect.tokenType;
  return (record, context) => {
    const attributes = writeFields({ ...extra }, plan.metric, record);
    if (record.inputTokens !== undefined)
      tokens.record(record.inputTokens, { ...attributes, [tokenType]: input }, context);
    if (record.outputTokens !== undefined)
      tokens.record(record.outputTokens, { ...attributes, [tokenType]: output }, context);
    if (record.timeToFirstChunkS !== undefined)
      firstChunk.record(record.timeToFirstChunkS, attributes, context);
    if (record.gaps !== undefined) sinkGaps(dialect.metrics.timePerOutputChunk, attributes, record.gaps);
    if (record.durationS === undefined) return;
    duration.record(
      record.durationS,
      record.failure === undefined ? attributes : { ...attributes, [dialect.errorType]: record.failure.type },
      context,
    );
  };
}

function histogram(meter: Meter, metric: Metric): Histogram {
  return meter.createHistogram(metric.name, {
    unit: metric.unit,
    description: metric.description,
    advice: { explicitBucketBoundaries: [...metric.boundaries] },
  });
}

/**
 * Gaps through an ordinary histogram, for an app's own SDK, which takes no counts from outside: every gap is recorded at
 * its bucket's mean place, so counts are exact and the sum is the call's own.
 */
export function createGapRecorder(meter: Meter): GapSink {
  const instruments = new Map<string, Histogram>();
  return (metric, attributes, gaps) => {
    let instrument = instruments.get(metric.name);
    if (instrument === undefined) instruments.set(metric.name, (instrument = histogram(meter, metric)));
    gaps.sums.forEach((sumS, bucket) => {
      const count = gaps.counts[bucket] ?? 0;
      for (let index = 0; index < count; index++) instrument.record(sumS / count, attributes);
    });
  };
}
