// Flattens OTLP requests into the spans, log records and metrics that tests and the demo read.
import { anyValue, attributes, child, children, hex, nanos, number, numbers, text } from './message.ts';
import type { Attributes, Message, PlainValue } from './message.ts';

/** Where a span, log record or metric came from. */
export interface Origin {
  readonly resource: Attributes & { readonly schemaUrl: string };
  readonly scope: Attributes & {
    readonly name: string;
    readonly version: string;
    readonly schemaUrl: string;
  };
}

/** One received span. */
export interface ReceivedSpan extends Origin, Attributes {
  readonly name: string;
  readonly kind: string;
  readonly traceId: string;
  readonly spanId: string;
  /** '' for a root span. */
  readonly parentSpanId: string;
  readonly traceState: string;
  readonly flags: number;
  readonly startTimeUnixNano: bigint;
  readonly endTimeUnixNano: bigint;
  readonly events: readonly (Attributes & { readonly name: string; readonly timeUnixNano: bigint })[];
  readonly links: readonly (Attributes & { readonly traceId: string; readonly spanId: string })[];
  readonly status: { readonly code: 'unset' | 'ok' | 'error'; readonly message: string };
  readonly droppedAttributesCount: number;
}

/** One received log record; an event where eventName is not ''. */
export interface ReceivedLog extends Origin, Attributes {
  readonly eventName: string;
  readonly body: PlainValue;
  readonly severityNumber: number;
  readonly severityText: string;
  readonly traceId: string;
  readonly spanId: string;
  readonly flags: number;
  readonly timeUnixNano: bigint;
  readonly observedTimeUnixNano: bigint;
  readonly droppedAttributesCount: number;
}

/** One point of a metric; which fields are set depends on the kind of the metric. */
export interface ReceivedPoint extends Attributes {
  readonly startTimeUnixNano: bigint;
  readonly timeUnixNano: bigint;
  readonly value: number | undefined;
  readonly valueType: 'int' | 'double' | undefined;
  readonly count: number | undefined;
  readonly sum: number | undefined;
  readonly min: number | undefined;
  readonly max: number | undefined;
  readonly bucketCounts: readonly number[];
  readonly explicitBounds: readonly number[];
  readonly scale: number | undefined;
  readonly zeroCount: number | undefined;
  readonly positive: { readonly offset: number; readonly bucketCounts: readonly number[] };
  readonly negative: { readonly offset: number; readonly bucketCounts: readonly number[] };
  readonly exemplars: readonly (Attributes & ExemplarOrigin)[];
}

interface ExemplarOrigin {
  readonly value: number | undefined;
  readonly traceId: string;
  readonly spanId: string;
}

/** One metric of one export: the same instrument comes again with each export. */
export interface ReceivedMetric extends Origin {
  readonly name: string;
  readonly description: string;
  readonly unit: string;
  readonly kind: MetricKind;
  readonly temporality: 'delta' | 'cumulative' | undefined;
  readonly monotonic: boolean;
  readonly points: readonly ReceivedPoint[];
}

const METRIC_KINDS = ['gauge', 'sum', 'histogram', 'exponentialHistogram', 'summary'] as const;
type MetricKind = (typeof METRIC_KINDS)[number];

const SPAN_KINDS = ['unspecified', 'internal', 'server', 'client', 'producer', 'consumer'];
const STATUS_CODES = ['unset', 'ok', 'error'] as const;
const TEMPORALITIES = [undefined, 'delta', 'cumulative'] as const;

/** The spans of an ExportTraceServiceRequest. */
export function spansOf(request: Message): ReceivedSpan[] {
  return flatten(request, 'resourceSpans', 'scopeSpans', 'spans', (span, origin) => ({
    ...origin,
    ...attributes(span),
    name: text(span, 'name'),
    kind: SPAN_KINDS[number(span, 'kind') ?? 0] ?? 'unspecified',
    traceId: hex(span, 'traceId'),
    spanId: hex(span, 'spanId'),
    parentSpanId: hex(span, 'parentSpanId'),
    traceState: text(span, 'traceState'),
    flags: number(span, 'flags') ?? 0,
    startTimeUnixNano: nanos(span, 'startTimeUnixNano'),
    endTimeUnixNano: nanos(span, 'endTimeUnixNano'),
    events: children(span, 'events').map((event) => ({
      ...attributes(event),
      name: text(event, 'name'),
      timeUnixNano: nanos(event, 'timeUnixNano'),
    })),
    links: children(span, 'links').map((link) => ({
      ...attributes(link),
      traceId: hex(link, 'traceId'),
      spanId: hex(link, 'spanId'),
    })),
    status: {
      code: STATUS_CODES[number(child(span, 'status'), 'code') ?? 0] ?? 'unset',
      message: text(child(span, 'status'), 'message'),
    },
    droppedAttributesCount: number(span, 'droppedAttributesCount') ?? 0,
  }));
}

/** The log records of an ExportLogsServiceRequest. */
export function logsOf(request: Message): ReceivedLog[] {
  return flatten(request, 'resourceLogs', 'scopeLogs', 'logRecords', (log, origin) => ({
    ...origin,
    ...attributes(log),
    eventName: text(log, 'eventName'),
    body: anyValue(child(log, 'body'))[0],
    severityNumber: number(log, 'severityNumber') ?? 0,
    severityText: text(log, 'severityText'),
    traceId: hex(log, 'traceId'),
    spanId: hex(log, 'spanId'),
    flags: number(log, 'flags') ?? 0,
    timeUnixNano: nanos(log, 'timeUnixNano'),
    observedTimeUnixNano: nanos(log, 'observedTimeUnixNano'),
    droppedAttributesCount: number(log, 'droppedAttributesCount') ?? 0,
  }));
}

/** The metrics of an ExportMetricsServiceRequest. */
export function metricsOf(request: Message): ReceivedMetric[] {
  return flatten(request, 'resourceMetrics', 'scopeMetrics', 'metrics', (metric, origin) => {
    const kind = METRIC_KINDS.find((name) => metric[name] !== undefined) ?? 'gauge';
    const data = child(metric, kind);
    return {
      ...origin,
      name: text(metric, 'name'),
      description: text(metric, 'description'),
      unit: text(metric, 'unit'),
      kind,
      temporality: TEMPORALITIES[number(data, 'aggregationTemporality') ?? 0],
      monotonic: data['isMonotonic'] === true,
      points: children(data, 'dataPoints').map(pointOf),
    };
  });
}

function pointOf(point: Message): ReceivedPoint {
  return {
    ...attributes(point),
    startTimeUnixNano: nanos(point, 'startTimeUnixNano'),
    timeUnixNano: nanos(point, 'timeUnixNano'),
    value: number(point, 'asInt') ?? number(point, 'asDouble'),
    valueType: point['asInt'] !== undefined ? 'int' : point['asDouble'] !== undefined ? 'double' : undefined,
    count: number(point, 'count'),
    sum: number(point, 'sum'),
    min: number(point, 'min'),
    max: number(point, 'max'),
    bucketCounts: numbers(point, 'bucketCounts'),
    explicitBounds: numbers(point, 'explicitBounds'),
    scale: number(point, 'scale'),
    zeroCount: number(point, 'zeroCount'),
    positive: bucketsOf(child(point, 'positive')),
    negative: bucketsOf(child(point, 'negative')),
    exemplars: children(point, 'exemplars').map((exemplar) => ({
      ...attributes(exemplar, 'filteredAttributes'),
      value: number(exemplar, 'asInt') ?? number(exemplar, 'asDouble'),
      traceId: hex(exemplar, 'traceId'),
      spanId: hex(exemplar, 'spanId'),
    })),
  };
}

function bucketsOf(buckets: Message): ReceivedPoint['positive'] {
  return { offset: number(buckets, 'offset') ?? 0, bucketCounts: numbers(buckets, 'bucketCounts') };
}

function flatten<Item>(
  request: Message,
  byResource: string,
  byScope: string,
  items: string,
  read: (item: Message, origin: Origin) => Item,
): Item[] {
  return children(request, byResource).flatMap((resourceGroup) => {
    const resource = {
      ...attributes(child(resourceGroup, 'resource')),
      schemaUrl: text(resourceGroup, 'schemaUrl'),
    };
    return children(resourceGroup, byScope).flatMap((scopeGroup) => {
      const from = child(scopeGroup, 'scope');
      const scope = {
        ...attributes(from),
        name: text(from, 'name'),
        version: text(from, 'version'),
        schemaUrl: text(scopeGroup, 'schemaUrl'),
      };
      return children(scopeGroup, items).map((item) => read(item, { resource, scope }));
    });
  });
}
