// A Config by hand, so that these tests need no environment reader.
import type { Config, OtlpConfig, Protocol, Signal, SignalConfig } from '../../../env-config/config.ts';

/** What a test wants different from the defaults. */
export interface ConfigWishes {
  readonly endpoint?: string;
  readonly protocol?: Protocol;
  readonly otlp?: Partial<OtlpConfig>;
  readonly config?: Partial<Config>;
  readonly delayMs?: number;
}

/** Short delays; OTLP/gRPC to `endpoint`, which counts as set unless `otlp` says otherwise. */
export function createConfig(wishes: ConfigWishes): Config {
  const { endpoint = 'http://127.0.0.1:4317', protocol = 'grpc', delayMs = 50 } = wishes;
  const signal = (name: Signal): SignalConfig => ({
    exporters: ['otlp'],
    otlp: {
      protocol,
      endpoint: protocol === 'grpc' ? endpoint : `${endpoint}/v1/${name}`,
      endpointIsSet: true,
      headers: {},
      timeoutMs: 10_000,
      compression: 'none',
      insecure: false,
      ...wishes.otlp,
    },
  });
  const batch = {
    maxQueueSize: 2048,
    maxExportBatchSize: 512,
    scheduledDelayMs: delayMs,
    exportTimeoutMs: 30_000,
  };
  return {
    enabled: true,
    logLevel: 'info',
    dialects: ['semconv'],
    capture: { span: false, event: false },
    maxContentBytes: 65_536,
    redactPaths: [],
    eventsEnabled: true,
    metricsEnabled: true,
    sdkMode: 'own',
    general: 'off',
    instrumentations: { enabled: [], disabled: [] },
    generalInstrumentations: { disabled: [] },
    spanAttributes: {},
    metricAttributes: {},
    disableBatch: false,
    requestStreamUsage: false,
    shutdownTimeoutMs: 5000,
    serviceName: 'poems',
    resourceAttributes: { 'deployment.environment.name': 'test' },
    resourceDetectors: [],
    traces: signal('traces'),
    metrics: signal('metrics'),
    logs: signal('logs'),
    sampler: { name: 'parentbased_always_on' },
    propagators: ['tracecontext', 'baggage'],
    batchSpans: batch,
    batchLogs: batch,
    limits: {
      attributeCount: 128,
      spanAttributeCount: 128,
      spanEventCount: 128,
      spanLinkCount: 128,
      eventAttributeCount: 128,
      linkAttributeCount: 128,
      logRecordAttributeCount: 128,
    },
    metricReader: {
      intervalMs: delayMs,
      timeoutMs: 30_000,
      temporality: 'delta',
      histogramAggregation: 'explicit_bucket_histogram',
      exemplarFilter: 'trace_based',
      cardinalityLimit: 2000,
      prometheusHost: '127.0.0.1',
      prometheusPort: 0,
    },
    ...wishes.config,
  };
}
