// The field table of OTLP 1.x (trace, logs, metrics): number -> name and type, read from the published .proto files.

/** Scalar types on the wire; any other type is the name of a message in OTLP_FIELDS. */
export type ScalarType =
  'string' | 'bytes' | 'bool' | 'int32' | 'int64' | 'sint32' | 'fixed32' | 'fixed64' | 'sfixed64' | 'double';

/** One field: JSON name, scalar or message type, `repeated` where it is a list. */
export type Field = readonly [name: string, type: string, repeated?: 'repeated'];

const TIMES = { 2: ['startTimeUnixNano', 'fixed64'], 3: ['timeUnixNano', 'fixed64'] } as const;

/** Message name -> field number -> field. */
export const OTLP_FIELDS: Readonly<Record<string, Readonly<Record<number, Field>>>> = {
  // common/v1 and resource/v1
  AnyValue: {
    1: ['stringValue', 'string'],
    2: ['boolValue', 'bool'],
    3: ['intValue', 'int64'],
    4: ['doubleValue', 'double'],
    5: ['arrayValue', 'ArrayValue'],
    6: ['kvlistValue', 'KeyValueList'],
    7: ['bytesValue', 'bytes'],
  },
  ArrayValue: { 1: ['values', 'AnyValue', 'repeated'] },
  KeyValueList: { 1: ['values', 'KeyValue', 'repeated'] },
  KeyValue: { 1: ['key', 'string'], 2: ['value', 'AnyValue'] },
  InstrumentationScope: {
    1: ['name', 'string'],
    2: ['version', 'string'],
    3: ['attributes', 'KeyValue', 'repeated'],
    4: ['droppedAttributesCount', 'int32'],
  },
  Resource: { 1: ['attributes', 'KeyValue', 'repeated'], 2: ['droppedAttributesCount', 'int32'] },

  // trace/v1
  ExportTraceServiceRequest: { 1: ['resourceSpans', 'ResourceSpans', 'repeated'] },
  ResourceSpans: {
    1: ['resource', 'Resource'],
    2: ['scopeSpans', 'ScopeSpans', 'repeated'],
    3: ['schemaUrl', 'string'],
  },
  ScopeSpans: {
    1: ['scope', 'InstrumentationScope'],
    2: ['spans', 'Span', 'repeated'],
    3: ['schemaUrl', 'string'],
  },
  Span: {
    1: ['traceId', 'bytes'],
    2: ['spanId', 'bytes'],
    3: ['traceState', 'string'],
    4: ['parentSpanId', 'bytes'],
    5: ['name', 'string'],
    6: ['kind', 'int32'],
    7: ['startTimeUnixNano', 'fixed64'],
    8: ['endTimeUnixNano', 'fixed64'],
    9: ['attributes', 'KeyValue', 'repeated'],
    10: ['droppedAttributesCount', 'int32'],
    11: ['events', 'SpanEvent', 'repeated'],
    12: ['droppedEventsCount', 'int32'],
    13: ['links', 'SpanLink', 'repeated'],
    14: ['droppedLinksCount', 'int32'],
    15: ['status', 'Status'],
    16: ['flags', 'fixed32'],
  },
  SpanEvent: {
    1: ['timeUnixNano', 'fixed64'],
    2: ['name', 'string'],
    3: ['attributes', 'KeyValue', 'repeated'],
    4: ['droppedAttributesCount', 'int32'],
  },
  SpanLink: {
    1: ['traceId', 'bytes'],
    2: ['spanId', 'bytes'],
    3: ['traceState', 'string'],
    4: ['attributes', 'KeyValue', 'repeated'],
    5: ['droppedAttributesCount', 'int32'],
    6: ['flags', 'fixed32'],
  },
  Status: { 2: ['message', 'string'], 3: ['code', 'int32'] },

  // logs/v1
  ExportLogsServiceRequest: { 1: ['resourceLogs', 'ResourceLogs', 'repeated'] },
  ResourceLogs: {
    1: ['resource', 'Resource'],
    2: ['scopeLogs', 'ScopeLogs', 'repeated'],
    3: ['schemaUrl', 'string'],
  },
  ScopeLogs: {
    1: ['scope', 'InstrumentationScope'],
    2: ['logRecords', 'LogRecord', 'repeated'],
    3: ['schemaUrl', 'string'],
  },
  LogRecord: {
    1: ['timeUnixNano', 'fixed64'],
    2: ['severityNumber', 'int32'],
    3: ['severityText', 'string'],
    5: ['body', 'AnyValue'],
    6: ['attributes', 'KeyValue', 'repeated'],
    7: ['droppedAttributesCount', 'int32'],
    8: ['flags', 'fixed32'],
    9: ['traceId', 'bytes'],
    10: ['spanId', 'bytes'],
    11: ['observedTimeUnixNano', 'fixed64'],
    12: ['eventName', 'string'],
  },

  // metrics/v1
  ExportMetricsServiceRequest: { 1: ['resourceMetrics', 'ResourceMetrics', 'repeated'] },
  ResourceMetrics: {
    1: ['resource', 'Resource'],
    2: ['scopeMetrics', 'ScopeMetrics', 'repeated'],
    3: ['schemaUrl', 'string'],
  },
  ScopeMetrics: {
    1: ['scope', 'InstrumentationScope'],
    2: ['metrics', 'Metric', 'repeated'],
    3: ['schemaUrl', 'string'],
  },
  Metric: {
    1: ['name', 'string'],
    2: ['description', 'string'],
    3: ['unit', 'string'],
    5: ['gauge', 'Gauge'],
    7: ['sum', 'Sum'],
    9: ['histogram', 'Histogram'],
    10: ['exponentialHistogram', 'ExponentialHistogram'],
    11: ['summary', 'Summary'],
  },
  Gauge: { 1: ['dataPoints', 'NumberDataPoint', 'repeated'] },
  Sum: {
    1: ['dataPoints', 'NumberDataPoint', 'repeated'],
    2: ['aggregationTemporality', 'int32'],
    3: ['isMonotonic', 'bool'],
  },
  Histogram: {
    1: ['dataPoints', 'HistogramDataPoint', 'repeated'],
    2: ['aggregationTemporality', 'int32'],
  },
  ExponentialHistogram: {
    1: ['dataPoints', 'ExponentialHistogramDataPoint', 'repeated'],
    2: ['aggregationTemporality', 'int32'],
  },
  Summary: { 1: ['dataPoints', 'SummaryDataPoint', 'repeated'] },
  NumberDataPoint: {
    ...TIMES,
    4: ['asDouble', 'double'],
    5: ['exemplars', 'Exemplar', 'repeated'],
    6: ['asInt', 'sfixed64'],
    7: ['attributes', 'KeyValue', 'repeated'],
    8: ['flags', 'int32'],
  },
  HistogramDataPoint: {
    ...TIMES,
    4: ['count', 'fixed64'],
    5: ['sum', 'double'],
    6: ['bucketCounts', 'fixed64', 'repeated'],
    7: ['explicitBounds', 'double', 'repeated'],
    8: ['exemplars', 'Exemplar', 'repeated'],
    9: ['attributes', 'KeyValue', 'repeated'],
    10: ['flags', 'int32'],
    11: ['min', 'double'],
    12: ['max', 'double'],
  },
  ExponentialHistogramDataPoint: {
    1: ['attributes', 'KeyValue', 'repeated'],
    ...TIMES,
    4: ['count', 'fixed64'],
    5: ['sum', 'double'],
    6: ['scale', 'sint32'],
    7: ['zeroCount', 'fixed64'],
    8: ['positive', 'Buckets'],
    9: ['negative', 'Buckets'],
    10: ['flags', 'int32'],
    11: ['exemplars', 'Exemplar', 'repeated'],
    12: ['min', 'double'],
    13: ['max', 'double'],
    14: ['zeroThreshold', 'double'],
  },
  Buckets: { 1: ['offset', 'sint32'], 2: ['bucketCounts', 'int64', 'repeated'] },
  SummaryDataPoint: {
    ...TIMES,
    4: ['count', 'fixed64'],
    5: ['sum', 'double'],
    6: ['quantileValues', 'ValueAtQuantile', 'repeated'],
    7: ['attributes', 'KeyValue', 'repeated'],
    8: ['flags', 'int32'],
  },
  ValueAtQuantile: { 1: ['quantile', 'double'], 2: ['value', 'double'] },
  Exemplar: {
    2: ['timeUnixNano', 'fixed64'],
    3: ['asDouble', 'double'],
    4: ['spanId', 'bytes'],
    5: ['traceId', 'bytes'],
    6: ['asInt', 'sfixed64'],
    7: ['filteredAttributes', 'KeyValue', 'repeated'],
  },
};
