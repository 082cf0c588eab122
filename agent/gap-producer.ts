// Hands the gaps between stream chunks to the metric reader as finished histograms: no `record` call a chunk.
import type { Attributes } from '@opentelemetry/api';
import { emptyResource } from '@opentelemetry/resources';
import { AggregationTemporality, DataPointType, InstrumentType } from '@opentelemetry/sdk-metrics';
import type { CollectionResult, HistogramMetricData, MetricProducer } from '@opentelemetry/sdk-metrics';
import type { Metric } from '../instrumentations/emitters/dialects/dialect.ts';
import type { GapSink } from '../instrumentations/emitters/metrics.ts';
import type { GapHistogram } from '../instrumentations/record/gaps.ts';
import { emptyGaps, mergeGaps } from '../instrumentations/record/gaps.ts';

type HrTime = [number, number];

interface Point {
  readonly attributes: Attributes;
  readonly startTime: HrTime;
  gaps: GapHistogram;
}

interface Series {
  readonly metric: Metric;
  readonly points: Map<string, Point>;
}

/** A producer for the reader and the sink the emitters feed it by. */
export interface GapProducer extends MetricProducer {
  readonly sink: GapSink;
  /** The synchronous form of `collect`, for the flush at exit. */
  collectNow(): CollectionResult;
}

/** What the producer is told: scope, temporality and the cap on attribute sets per metric. */
export interface GapProducerOptions {
  readonly scope: { readonly name: string; readonly version: string; readonly schemaUrl: string };
  readonly isDelta: boolean;
  readonly cardinalityLimit: number;
}

/** The reader puts the SDK's resource in place of a producer's. */
const NO_RESOURCE = emptyResource();

/** The SDK's own overflow attribute (metrics SDK specification, cardinality limits). */
const OVERFLOW: Attributes = { 'otel.metric.overflow': true };

/** Creates a producer. With delta temporality a collection empties it; with cumulative it keeps counting. */
export function createGapProducer(options: GapProducerOptions): GapProducer {
  const series = new Map<string, Series>();
  let intervalStart = now();

  const sink: GapSink = (metric, attributes, gaps) => {
    let found = series.get(metric.name);
    if (found === undefined) series.set(metric.name, (found = { metric, points: new Map() }));
    const key = JSON.stringify(attributes);
    const isOverflow = !found.points.has(key) && found.points.size >= options.cardinalityLimit - 1;
    const pointKey = isOverflow ? 'overflow' : key;
    let point = found.points.get(pointKey);
    if (point === undefined) {
      point = {
        attributes: isOverflow ? OVERFLOW : attributes,
        startTime: options.isDelta ? intervalStart : now(),
        gaps: emptyGaps(),
      };
      found.points.set(pointKey, point);
    }
    mergeGaps(point.gaps, gaps);
  };

  const collectNow = (): CollectionResult => {
    const endTime = now();
    const metrics = [...series.values()]
      .filter(({ points }) => points.size > 0)
      .map((one) => toMetricData(one, endTime, options.isDelta));
    if (options.isDelta) series.clear();
    intervalStart = endTime;
    const scopeMetrics = metrics.length === 0 ? [] : [{ scope: { ...options.scope }, metrics }];
    return { resourceMetrics: { resource: NO_RESOURCE, scopeMetrics }, errors: [] };
  };

  return { sink, collectNow, collect: () => Promise.resolve(collectNow()) };
}

function toMetricData({ metric, points }: Series, endTime: HrTime, isDelta: boolean): HistogramMetricData {
  return {
    descriptor: {
      name: metric.name,
      description: metric.description,
      unit: metric.unit,
      valueType: 1,
      type: InstrumentType.HISTOGRAM,
      advice: {},
    } as HistogramMetricData['descriptor'],
    aggregationTemporality: isDelta ? AggregationTemporality.DELTA : AggregationTemporality.CUMULATIVE,
    dataPointType: DataPointType.HISTOGRAM,
    dataPoints: [...points.values()].map(({ attributes, startTime, gaps }) => ({
      attributes,
      startTime,
      endTime,
      value: {
        buckets: { boundaries: [...metric.boundaries], counts: [...gaps.counts] },
        count: gaps.count,
        sum: gaps.sumS,
        min: gaps.minS,
        max: gaps.maxS,
      },
    })),
  };
}

function now(): HrTime {
  const ms = performance.timeOrigin + performance.now();
  return [Math.floor(ms / 1000), Math.round((ms % 1000) * 1e6)];
}
