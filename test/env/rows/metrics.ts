// Rows: how metrics are aggregated, and what is added to them.
import { expect } from '@jest/globals';
import type { Row } from '../row.ts';
import { metric, points, signals } from '../seen.ts';

const DURATION = 'gen_ai.client.operation.duration';
const GAPS = 'gen_ai.client.operation.time_per_output_chunk';
const TEMPORALITY = 'OTEL_EXPORTER_OTLP_METRICS_TEMPORALITY_PREFERENCE';
const AGGREGATION = 'OTEL_EXPORTER_OTLP_METRICS_DEFAULT_HISTOGRAM_AGGREGATION';

/** Preference -> the counts of one point of the duration, and of a second call in a later interval. */
const COUNTS: readonly (readonly [
  value: string | undefined,
  temporality: 'delta' | 'cumulative',
  counts: readonly number[],
])[] = [
  [undefined, 'delta', [1, 1]],
  ['delta', 'delta', [1, 1]],
  ['DELTA', 'delta', [1, 1]],
  ['lowmemory', 'delta', [1, 1]],
  ['cumulative', 'cumulative', [1, 2]],
];

const temporalities: readonly Row[] = COUNTS.map(([value, temporality, counts]) => ({
  of: [TEMPORALITY],
  effect: `${value ?? 'unset'}: two calls in two intervals are points of ${counts.join(' and ')}`,
  env: { OTEL_METRIC_EXPORT_INTERVAL: '800', ...(value === undefined ? {} : { [TEMPORALITY]: value }) },
  steps: ['stream', 'wait:1200', 'stream'],
  check: ({ receiver }) => {
    for (const name of [DURATION, GAPS]) {
      const exports = metric(receiver, name);
      expect(new Set(exports.map((one) => one.temporality))).toEqual(new Set([temporality]));
    }
    const distinct = [...new Set(points(receiver).map(({ count }) => count))];
    expect(temporality === 'delta' ? points(receiver).map(({ count }) => count) : distinct).toEqual(counts);
  },
}));

/** OTEL_EXPORTER_OTLP_METRICS_*, GENAI_METRIC_* and the metric switches. */
export const METRIC_ROWS: readonly Row[] = [
  ...temporalities,
  {
    of: [AGGREGATION],
    effect: 'base2_exponential_bucket_histogram: durations and tokens are exponential',
    env: { [AGGREGATION]: 'base2_exponential_bucket_histogram' },
    steps: ['chat', 'stream'],
    check: ({ receiver }) => {
      const kinds = Object.fromEntries(receiver.metrics().map(({ name, kind }) => [name, kind]));
      expect(kinds[DURATION]).toBe('exponentialHistogram');
      expect(kinds['gen_ai.client.token.usage']).toBe('exponentialHistogram');
      const counts = points(receiver).map(({ count, positive }) => [
        count,
        positive.bucketCounts.reduce((sum, one) => sum + one, 0),
      ]);
      for (const [count, inBuckets] of counts) expect(inBuckets).toBe(count);
    },
  },
  {
    of: [AGGREGATION],
    effect: 'unset: explicit buckets with the boundaries of the convention',
    env: {},
    check: ({ receiver }) => {
      const [point] = points(receiver);
      // gen-ai metrics, gen_ai.client.operation.duration: explicit bucket boundaries.
      expect(point?.explicitBounds).toEqual([
        0.01, 0.02, 0.04, 0.08, 0.16, 0.32, 0.64, 1.28, 2.56, 5.12, 10.24, 20.48, 40.96, 81.92,
      ]);
    },
  },
  {
    of: ['GENAI_METRIC_CARDINALITY_LIMIT'],
    effect: '3: five models are two attribute sets and the overflow',
    env: { GENAI_METRIC_CARDINALITY_LIMIT: '3' },
    steps: ['chat:a', 'chat:b', 'chat:c', 'chat:d', 'chat:e'],
    check: ({ receiver }) => {
      const overflow = points(receiver).filter(
        ({ attributes }) => attributes['otel.metric.overflow'] === true,
      );
      expect(points(receiver)).toHaveLength(3);
      expect(overflow.map(({ count }) => count)).toEqual([3]);
    },
  },
  ...[
    ['GENAI_METRIC_ATTRIBUTES', 'team=a%20b,tier=gold'],
    ['OPENLIT_CUSTOM_METRICS_ATTRIBUTES', '{"team":"a b","tier":"gold"}'],
  ].map(([name = '', value = '']): Row => ({
    of: [name],
    effect: 'on every GenAI point, and on no span',
    env: { [name]: value },
    steps: ['chat', 'stream'],
    check: ({ receiver }) => {
      const all = receiver.metrics().flatMap((one) => one.points);
      expect(all.length).toBeGreaterThan(3);
      for (const { attributes } of all) expect(attributes).toMatchObject({ team: 'a b', tier: 'gold' });
      expect(receiver.spans()[0]?.attributes).not.toHaveProperty('team');
    },
  })),
  ...[
    ['GENAI_ENABLE_METRICS', 'false'],
    ['LITELLM_OTEL_INTEGRATION_ENABLE_METRICS', 'false'],
    ['OPENLIT_DISABLE_METRICS', 'true'],
  ].map(([name = '', value = '']): Row => ({
    of: [name],
    effect: `${value}: no metrics; spans and events as before`,
    env: { [name]: value },
    steps: ['chat', 'stream'],
    check: ({ receiver }) => expect(signals(receiver)).toEqual(['logs', 'traces']),
  })),
];
