// Gaps between stream chunks folded into bucket counts, so that a chunk costs a few additions and no allocation.

/** Upper bounds in seconds of gen_ai.client.operation.time_per_output_chunk (semconv metrics: D buckets). */
export const DURATION_BOUNDARIES_S: readonly number[] = [
  0.01, 0.02, 0.04, 0.08, 0.16, 0.32, 0.64, 1.28, 2.56, 5.12, 10.24, 20.48, 40.96, 81.92,
];

/** A histogram of gaps in seconds; `counts` has one more entry than the boundaries. */
export interface GapHistogram {
  readonly counts: number[];
  /** Sum of the gaps of each bucket, seconds. */
  readonly sums: number[];
  count: number;
  sumS: number;
  minS: number;
  maxS: number;
}

/** An empty histogram. */
export function emptyGaps(): GapHistogram {
  return {
    counts: new Array<number>(DURATION_BOUNDARIES_S.length + 1).fill(0),
    sums: new Array<number>(DURATION_BOUNDARIES_S.length + 1).fill(0),
    count: 0,
    sumS: 0,
    minS: Infinity,
    maxS: -Infinity,
  };
}

/** Adds one gap. A boundary is the upper, inclusive bound of its bucket, as in OTLP. */
export function addGap(gaps: GapHistogram, gapS: number): void {
  let bucket = 0;
  while (bucket < DURATION_BOUNDARIES_S.length && gapS > (DURATION_BOUNDARIES_S[bucket] ?? Infinity))
    bucket++;
  gaps.counts[bucket] = (gaps.counts[bucket] ?? 0) + 1;
  gaps.sums[bucket] = (gaps.sums[bucket] ?? 0) + gapS;
  gaps.count++;
  gaps.sumS += gapS;
  if (gapS < gaps.minS) gaps.minS = gapS;
  if (gapS > gaps.maxS) gaps.maxS = gapS;
}

/** Adds all of `from` to `into`. */
export function mergeGaps(into: GapHistogram, from: GapHistogram): void {
  from.counts.forEach((count, bucket) => (into.counts[bucket] = (into.counts[bucket] ?? 0) + count));
  from.sums.forEach((sumS, bucket) => (into.sums[bucket] = (into.sums[bucket] ?? 0) + sumS));
  into.count += from.count;
  into.sumS += from.sumS;
  into.minS = Math.min(into.minS, from.minS);
  into.maxS = Math.max(into.maxS, from.maxS);
}
