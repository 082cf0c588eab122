// The metrics of the report: one table an instrument, one row an attribute set, delta points added up.
import type { ReceivedMetric, ReceivedPoint } from '../../test/support/receiver/receiver.ts';
import { columns, figure, plain, type Style } from './style.ts';

/** The points of one attribute set, over all exports. */
interface Series {
  readonly attributes: readonly string[];
  readonly points: number;
  readonly count: number;
  readonly sum: number;
  readonly min: number | undefined;
  readonly max: number | undefined;
}

/** The tables. Delta points add up, as each export holds only what happened since the one before. */
export function metricLines(metrics: readonly ReceivedMetric[], style: Style): string[] {
  const shared = sharedAttributes(metrics);
  const groups = Map.groupBy(metrics, ({ name, unit, kind, temporality }) =>
    [style.cyan(name), unit, kind, temporality ?? ''].filter(Boolean).join('  '),
  );
  const tables = [...groups].flatMap(([title, group]) => {
    const rows = seriesOf(group).map((series) => [
      figure(series.points),
      figure(series.count),
      figure(series.sum),
      figure(series.min),
      figure(series.max),
      series.attributes.filter((pair) => !shared.has(pair)).join(' '),
    ]);
    const header = ['points', 'count', 'sum', 'min', 'max', 'attributes'];
    const table = columns(
      [header, ...rows],
      [undefined, undefined, undefined, undefined, undefined, style.dim],
    );
    return [`  ${title}`, ...table.map((line) => `    ${line}`)];
  });
  return shared.size === 0 ? tables : [...tables, style.dim(`  on every point: ${[...shared].join(' ')}`)];
}

/** The attributes that all points of all metrics have alike. */
function sharedAttributes(metrics: readonly ReceivedMetric[]): ReadonlySet<string> {
  const [first = [], ...others] = metrics.flatMap(({ points }) => points.map(pairsOf));
  return new Set(
    others.length === 0 ? [] : first.filter((pair) => others.every((pairs) => pairs.includes(pair))),
  );
}

function pairsOf(point: ReceivedPoint): string[] {
  return Object.entries(point.attributes)
    .map(([name, value]) => `${name}=${plain(value)}`)
    .sort();
}

function seriesOf(group: readonly ReceivedMetric[]): Series[] {
  const series = new Map<string, Series>();
  for (const { temporality, points } of group) {
    for (const point of points) {
      const attributes = pairsOf(point);
      const before = series.get(attributes.join(' '));
      const base = temporality === 'delta' ? before : undefined;
      series.set(attributes.join(' '), {
        attributes,
        points: (before?.points ?? 0) + 1,
        count: (base?.count ?? 0) + (point.count ?? 1),
        sum: (base?.sum ?? 0) + (point.sum ?? point.value ?? 0),
        min: extreme(Math.min, base?.min, point.min),
        max: extreme(Math.max, base?.max, point.max),
      });
    }
  }
  return [...series.values()];
}

function extreme(
  choose: (left: number, right: number) => number,
  left: number | undefined,
  right: number | undefined,
): number | undefined {
  return left === undefined || right === undefined ? (left ?? right) : choose(left, right);
}
