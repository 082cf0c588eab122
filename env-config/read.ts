// The only reader of process.env: one pass over the variable table gives the frozen Config and the complaints.
import { clamped } from './complaints.ts';
import type { BatchConfig, Config, LimitsConfig, ReadResult, Signal, SignalConfig } from './config.ts';
import { requireDotenvParse } from './env-file.ts';
import type { LoadParse } from './env-file.ts';
import { readOtlp } from './otlp.ts';
import { readSettings } from './settings.ts';
import type { Settings } from './settings.ts';
import {
  CAPTURE_MODES,
  EXEMPLAR_FILTERS,
  GENERAL_MODES,
  HISTOGRAM_AGGREGATIONS,
  LOG_LEVELS,
  METRIC_EXPORTERS,
  SAMPLERS,
  SDK_MODES,
  STREAM_USAGE_MODES,
  TEMPORALITIES,
} from './variable.ts';

/**
 * Reads the configuration. Never throws for what a user wrote: that gives complaints and defaults.
 * `loadParse` is called only where an env file exists.
 */
export function readConfig(
  env: Readonly<Record<string, string | undefined>> = process.env,
  cwd: string | undefined = workingDirectory(),
  loadParse: LoadParse = requireDotenvParse,
): ReadResult {
  const settings = readSettings(env, cwd, loadParse);
  const config = freeze(build(settings));
  return freeze({ config, complaints: settings.complaints, sources: settings.sources });
}

/** Undefined where the working directory was deleted: process.cwd throws there. */
function workingDirectory(): string | undefined {
  try {
    return process.cwd();
  } catch {
    return undefined;
  }
}

function build(settings: Settings): Config {
  const configFile = settings.text('OTEL_CONFIG_FILE');
  const capture = settings.choice('GENAI_CAPTURE_CONTENT', CAPTURE_MODES);
  const resourceAttributes = settings.pairs('OTEL_RESOURCE_ATTRIBUTES');
  const environmentName = settings.text('OTEL_ENVIRONMENT_NAME');
  const serviceName = settings.text('OTEL_SERVICE_NAME') ?? resourceAttributes['service.name'];
  const debug = settings.flag('OTEL_DEBUG') && settings.givenAs('OTEL_LOG_LEVEL') === undefined;
  return {
    enabled: settings.flag('GENAI_ENABLED') && !settings.flag('OTEL_SDK_DISABLED'),
    logLevel: debug ? 'debug' : settings.choice('OTEL_LOG_LEVEL', LOG_LEVELS),
    dialects: settings.list('GENAI_SEMCONV'),
    capture: {
      span: capture === 'span' || capture === 'both',
      event: capture === 'event' || capture === 'both',
    },
    maxContentBytes: settings.count('GENAI_MAX_CONTENT_BYTES'),
    redactPaths: settings.list('GENAI_REDACT_PATHS'),
    eventsEnabled: settings.flag('GENAI_ENABLE_EVENTS'),
    metricsEnabled: settings.flag('GENAI_ENABLE_METRICS'),
    sdkMode: settings.choice('GENAI_SDK', SDK_MODES),
    general: settings.choice('GENAI_GENERAL', GENERAL_MODES),
    instrumentations: {
      enabled: withoutNone(settings.list('GENAI_INSTRUMENTATIONS')),
      disabled: withoutNone(settings.list('GENAI_DISABLED_INSTRUMENTATIONS')),
    },
    generalInstrumentations: readGeneral(settings),
    spanAttributes: settings.pairs('GENAI_SPAN_ATTRIBUTES'),
    metricAttributes: settings.pairs('GENAI_METRIC_ATTRIBUTES'),
    disableBatch: settings.flag('GENAI_DISABLE_BATCH'),
    requestStreamUsage: settings.choice('GENAI_STREAM_USAGE', STREAM_USAGE_MODES) === 'request',
    shutdownTimeoutMs: settings.count('GENAI_SHUTDOWN_TIMEOUT_MS'),
    ...(configFile === undefined ? {} : { configFile }),
    ...(serviceName === undefined ? {} : { serviceName }),
    resourceAttributes: {
      ...(environmentName === undefined ? {} : { 'deployment.environment.name': environmentName }),
      ...resourceAttributes,
    },
    resourceDetectors: settings.list('OTEL_NODE_RESOURCE_DETECTORS'),
    traces: readSignal(settings, 'traces'),
    metrics: readSignal(settings, 'metrics'),
    logs: readSignal(settings, 'logs'),
    sampler: readSampler(settings),
    propagators: withoutNone(settings.list('OTEL_PROPAGATORS')),
    batchSpans: readBatch(settings, 'OTEL_BSP'),
    batchLogs: readBatch(settings, 'OTEL_BLRP'),
    limits: readLimits(settings),
    metricReader: readMetricReader(settings),
  };
}

function withoutNone(items: readonly string[]): readonly string[] {
  return items.filter((item) => item !== 'none');
}

function readGeneral(settings: Settings): Config['generalInstrumentations'] {
  const short = (name: string): string => name.replace('@opentelemetry/instrumentation-', '');
  const enabled = settings.list('OTEL_NODE_ENABLED_INSTRUMENTATIONS').map(short);
  const isSet = settings.givenAs('OTEL_NODE_ENABLED_INSTRUMENTATIONS') !== undefined;
  const disabled = settings.list('OTEL_NODE_DISABLED_INSTRUMENTATIONS').map(short);
  return { ...(isSet ? { enabled: withoutNone(enabled) } : {}), disabled: withoutNone(disabled) };
}

function readSignal(settings: Settings, signal: Signal): SignalConfig {
  const name = `OTEL_${signal.toUpperCase()}_EXPORTER`;
  const isSet = settings.givenAs(name) !== undefined;
  const console = !isSet && settings.text('OTEL_EXPORTER') === 'console';
  return {
    exporters: console ? ['console'] : settings.choices(name, METRIC_EXPORTERS),
    otlp: readOtlp(settings, signal),
  };
}

function readSampler(settings: Settings): Config['sampler'] {
  const name = settings.choice('OTEL_TRACES_SAMPLER', SAMPLERS);
  return name.endsWith('traceidratio') ? { name, arg: settings.count('OTEL_TRACES_SAMPLER_ARG') } : { name };
}

function readBatch(settings: Settings, prefix: string): BatchConfig {
  const maxQueueSize = settings.count(`${prefix}_MAX_QUEUE_SIZE`);
  return {
    maxQueueSize,
    maxExportBatchSize: atMost(
      settings,
      `${prefix}_MAX_EXPORT_BATCH_SIZE`,
      maxQueueSize,
      `${prefix}_MAX_QUEUE_SIZE`,
    ),
    scheduledDelayMs: settings.count(`${prefix}_SCHEDULE_DELAY`),
    exportTimeoutMs: settings.count(`${prefix}_EXPORT_TIMEOUT`),
  };
}

/** A number that another one bounds; only a number somebody wrote is worth a complaint. */
function atMost(settings: Settings, name: string, bound: number, boundName: string): number {
  const value = settings.count(name);
  if (value <= bound) return value;
  const givenAs = settings.givenAs(name);
  if (givenAs !== undefined) settings.complaints.push(clamped(givenAs, value, boundName, bound));
  return bound;
}

function readLimits(settings: Settings): LimitsConfig {
  const general = settings.optionalCount('OTEL_ATTRIBUTE_VALUE_LENGTH_LIMIT');
  const span = settings.optionalCount('OTEL_SPAN_ATTRIBUTE_VALUE_LENGTH_LIMIT');
  const logRecord = settings.optionalCount('OTEL_LOGRECORD_ATTRIBUTE_VALUE_LENGTH_LIMIT');
  return {
    ...(general === undefined ? {} : { attributeValueLength: general }),
    ...(span === undefined ? {} : { spanAttributeValueLength: span }),
    ...(logRecord === undefined ? {} : { logRecordAttributeValueLength: logRecord }),
    attributeCount: settings.count('OTEL_ATTRIBUTE_COUNT_LIMIT'),
    spanAttributeCount: settings.count('OTEL_SPAN_ATTRIBUTE_COUNT_LIMIT'),
    spanEventCount: settings.count('OTEL_SPAN_EVENT_COUNT_LIMIT'),
    spanLinkCount: settings.count('OTEL_SPAN_LINK_COUNT_LIMIT'),
    eventAttributeCount: settings.count('OTEL_EVENT_ATTRIBUTE_COUNT_LIMIT'),
    linkAttributeCount: settings.count('OTEL_LINK_ATTRIBUTE_COUNT_LIMIT'),
    logRecordAttributeCount: settings.count('OTEL_LOGRECORD_ATTRIBUTE_COUNT_LIMIT'),
  };
}

function readMetricReader(settings: Settings): Config['metricReader'] {
  const intervalMs = settings.count('OTEL_METRIC_EXPORT_INTERVAL');
  return {
    intervalMs,
    timeoutMs: atMost(settings, 'OTEL_METRIC_EXPORT_TIMEOUT', intervalMs, 'OTEL_METRIC_EXPORT_INTERVAL'),
    temporality: settings.choice('OTEL_EXPORTER_OTLP_METRICS_TEMPORALITY_PREFERENCE', TEMPORALITIES),
    histogramAggregation: settings.choice(
      'OTEL_EXPORTER_OTLP_METRICS_DEFAULT_HISTOGRAM_AGGREGATION',
      HISTOGRAM_AGGREGATIONS,
    ),
    exemplarFilter: settings.choice('OTEL_METRICS_EXEMPLAR_FILTER', EXEMPLAR_FILTERS),
    cardinalityLimit: settings.count('GENAI_METRIC_CARDINALITY_LIMIT'),
    prometheusHost: settings.text('OTEL_EXPORTER_PROMETHEUS_HOST') ?? '',
    prometheusPort: settings.count('OTEL_EXPORTER_PROMETHEUS_PORT'),
  };
}

function freeze<T extends object>(value: T): T {
  for (const child of Object.values(value)) if (typeof child === 'object' && child !== null) freeze(child);
  return Object.freeze(value);
}
