// The receiver against the real OTLP exporters: what they send comes back whole over every protocol.
import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { SpanKind, SpanStatusCode } from '@opentelemetry/api';
import { OTLPLogExporter as GrpcLogs } from '@opentelemetry/exporter-logs-otlp-grpc';
import { OTLPLogExporter as JsonLogs } from '@opentelemetry/exporter-logs-otlp-http';
import { OTLPLogExporter as ProtoLogs } from '@opentelemetry/exporter-logs-otlp-proto';
import { OTLPMetricExporter as GrpcMetrics } from '@opentelemetry/exporter-metrics-otlp-grpc';
import { OTLPMetricExporter as JsonMetrics } from '@opentelemetry/exporter-metrics-otlp-http';
import { OTLPMetricExporter as ProtoMetrics } from '@opentelemetry/exporter-metrics-otlp-proto';
import { OTLPTraceExporter as GrpcTraces } from '@opentelemetry/exporter-trace-otlp-grpc';
import { OTLPTraceExporter as JsonTraces } from '@opentelemetry/exporter-trace-otlp-http';
import { OTLPTraceExporter as ProtoTraces } from '@opentelemetry/exporter-trace-otlp-proto';
import { CompressionAlgorithm } from '@opentelemetry/otlp-exporter-base';
import { resourceFromAttributes } from '@opentelemetry/resources';
import { LoggerProvider, SimpleLogRecordProcessor } from '@opentelemetry/sdk-logs';
import {
  AggregationTemporality,
  AggregationType,
  MeterProvider,
  PeriodicExportingMetricReader,
} from '@opentelemetry/sdk-metrics';
import { SimpleSpanProcessor, TracerProvider } from '@opentelemetry/sdk-trace';
import { startReceiver, type Receiver } from './receiver.ts';

let receiver: Receiver;
beforeAll(async () => {
  receiver = await startReceiver();
});
beforeEach(() => {
  receiver.clear();
});
afterAll(() => receiver.close());

const resource = resourceFromAttributes({ 'service.name': 'poems' });
const delta = { temporalityPreference: AggregationTemporality.DELTA };
const gzip = { compression: CompressionAlgorithm.GZIP };
const path = (signal: string): { url: string } => ({ url: `${receiver.httpUrl}/v1/${signal}` });

const PROTOCOLS = {
  grpc: () => ({
    traces: new GrpcTraces({ url: receiver.grpcUrl }),
    metrics: new GrpcMetrics({ url: receiver.grpcUrl, ...delta }),
    logs: new GrpcLogs({ url: receiver.grpcUrl }),
  }),
  'http/protobuf': () => ({
    traces: new ProtoTraces(path('traces')),
    metrics: new ProtoMetrics({ ...path('metrics'), ...delta }),
    logs: new ProtoLogs(path('logs')),
  }),
  'http/json': () => ({
    traces: new JsonTraces(path('traces')),
    metrics: new JsonMetrics({ ...path('metrics'), ...delta }),
    logs: new JsonLogs(path('logs')),
  }),
  'http/protobuf gzip': () => ({
    traces: new ProtoTraces({ ...path('traces'), ...gzip }),
    metrics: new ProtoMetrics({ ...path('metrics'), ...delta, ...gzip }),
    logs: new ProtoLogs({ ...path('logs'), ...gzip }),
  }),
  'grpc gzip': () => ({
    traces: new GrpcTraces({ url: receiver.grpcUrl, ...gzip }),
    metrics: new GrpcMetrics({ url: receiver.grpcUrl, ...delta, ...gzip }),
    logs: new GrpcLogs({ url: receiver.grpcUrl, ...gzip }),
  }),
} as const;

describe.each(Object.entries(PROTOCOLS))('over %s', (protocol, exporters) => {
  test('a span keeps names, ids, times, typed attributes, events, links and status', async () => {
    const provider = new TracerProvider({
      resource,
      spanProcessors: [new SimpleSpanProcessor({ exporter: exporters().traces })],
    });
    const tracer = provider.getTracer('scope', '1.2.3', { schemaUrl: 'https://example.test/1' });
    const linked = { traceId: 'ab'.repeat(16), spanId: 'cd'.repeat(8), traceFlags: 1 };
    const span = tracer.startSpan('chat', {
      kind: SpanKind.CLIENT,
      startTime: [1_700_000_000, 123_456_789],
      attributes: {
        model: 'gpt-4o-mini',
        tokens: 77,
        temperature: 0.5,
        stream: false,
        reasons: ['stop', 'length'],
      },
      links: [{ context: linked, attributes: { why: 'retry' } }],
    });
    span.addEvent('first chunk', { index: 0 }, [1_700_000_000, 200_000_000]);
    span.setStatus({ code: SpanStatusCode.ERROR, message: 'quota' });
    span.end([1_700_000_001, 0]);
    await provider.shutdown();

    const { traceId, spanId } = span.spanContext();
    expect(receiver.spans()).toMatchObject([
      {
        resource: { attributes: { 'service.name': 'poems' } },
        scope: { name: 'scope', version: '1.2.3', schemaUrl: 'https://example.test/1' },
        name: 'chat',
        kind: 'client',
        traceId,
        spanId,
        parentSpanId: '',
        startTimeUnixNano: 1_700_000_000_123_456_789n,
        endTimeUnixNano: 1_700_000_001_000_000_000n,
        attributes: {
          model: 'gpt-4o-mini',
          tokens: 77,
          temperature: 0.5,
          stream: false,
          reasons: ['stop', 'length'],
        },
        attributeTypes: {
          model: 'string',
          tokens: 'int',
          temperature: 'double',
          stream: 'bool',
          reasons: 'string[]',
        },
        events: [{ name: 'first chunk', attributes: { index: 0 }, timeUnixNano: 1_700_000_000_200_000_000n }],
        links: [{ traceId: linked.traceId, spanId: linked.spanId, attributes: { why: 'retry' } }],
        status: { code: 'error', message: 'quota' },
      },
    ]);
    expect(receiver.requests()).toMatchObject([
      { signal: 'traces', protocol: protocol.replace(' gzip', ''), answer: 'ok' },
    ]);
  });

  test('a log record keeps its event name, nested body, severity and trace', async () => {
    const provider = new LoggerProvider({
      resource,
      processors: [new SimpleLogRecordProcessor({ exporter: exporters().logs })],
    });
    provider.getLogger('scope').emit({
      eventName: 'gen_ai.client.inference.operation.details',
      severityNumber: 9,
      severityText: 'INFO',
      body: { role: 'user', parts: [{ content: 'Write ✍ a poem' }, 7, 0.5, true] },
      attributes: { nested: { index: 0, list: [1, 2] }, big: 2 ** 40, raw: new Uint8Array([1, 255]) },
    });
    await provider.shutdown();

    expect(receiver.logs()).toMatchObject([
      {
        resource: { attributes: { 'service.name': 'poems' } },
        eventName: 'gen_ai.client.inference.operation.details',
        severityNumber: 9,
        severityText: 'INFO',
        body: { role: 'user', parts: [{ content: 'Write ✍ a poem' }, 7, 0.5, true] },
        attributes: { nested: { index: 0, list: [1, 2] }, big: 2 ** 40 },
        attributeTypes: { nested: 'kvlist', big: 'int', raw: 'bytes' },
        traceId: '',
      },
    ]);
    expect(Buffer.from(Object(receiver.logs()[0]?.attributes['raw']))).toEqual(Buffer.from([1, 255]));
  });

  test('metrics keep unit, temporality, buckets, minimum and maximum, and exponential buckets', async () => {
    const reader = new PeriodicExportingMetricReader({ exporter: exporters().metrics });
    const provider = new MeterProvider({
      resource,
      readers: [reader],
      views: [
        { instrumentName: 'exponential', aggregation: { type: AggregationType.EXPONENTIAL_HISTOGRAM } },
        {
          instrumentName: 'duration',
          aggregation: { type: AggregationType.EXPLICIT_BUCKET_HISTOGRAM, options: { boundaries: [1, 4] } },
        },
      ],
    });
    const meter = provider.getMeter('scope');
    meter.createCounter('calls', { unit: '{call}' }).add(3, { model: 'm' });
    const duration = meter.createHistogram('duration', { unit: 's', description: 'How long' });
    for (const seconds of [0.5, 2, 2.5, 9]) duration.record(seconds, { model: 'm' });
    const exponential = meter.createHistogram('exponential');
    for (const value of [1, 1, 4]) exponential.record(value);
    meter.createUpDownCounter('live').add(-2);
    await provider.shutdown();

    const byName = Object.fromEntries(receiver.metrics().map((metric) => [metric.name, metric]));
    expect(byName['calls']).toMatchObject({
      unit: '{call}',
      kind: 'sum',
      temporality: 'delta',
      monotonic: true,
      points: [{ value: 3, attributes: { model: 'm' } }],
    });
    expect(byName['duration']).toMatchObject({
      unit: 's',
      description: 'How long',
      kind: 'histogram',
      temporality: 'delta',
      points: [{ count: 4, sum: 14, min: 0.5, max: 9, bucketCounts: [1, 2, 1], explicitBounds: [1, 4] }],
    });
    expect(byName['live']).toMatchObject({ kind: 'sum', monotonic: false, points: [{ value: -2 }] });
    const point = byName['exponential']?.points[0];
    expect(byName['exponential']).toMatchObject({ kind: 'exponentialHistogram', temporality: 'delta' });
    expect(point).toMatchObject({ count: 3, sum: 6, min: 1, max: 4, zeroCount: 0 });
    // The bucket of 4 ends at 4: base ^ (index + 1) = 4, with base = 2 ^ 2 ^ -scale.
    const scale = point?.scale ?? NaN;
    const { offset, bucketCounts } = point?.positive ?? { offset: NaN, bucketCounts: [] };
    expect((offset + bucketCounts.length) * 2 ** -scale).toBe(2);
    expect(bucketCounts.at(0)).toBe(2);
    expect(bucketCounts.at(-1)).toBe(1);
  });
});
