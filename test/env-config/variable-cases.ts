// What each variable does to the Config, written from the OpenTelemetry specification and the agent's contract.
import { expect } from '@jest/globals';
import type { Config } from '../../env-config/config.ts';
import { otlpCases } from './otlp-cases.ts';

/** One variable's expectations. */
export interface Case {
  /** The part of the Config the variable sets. */
  pick(config: Config): unknown;
  readonly unset: unknown;
  readonly good: readonly (readonly [text: string, expected: unknown])[];
  readonly bad: readonly string[];
  readonly aliases?: Readonly<Record<string, readonly [text: string, expected: unknown]>>;
  /** Other variables the case needs. */
  readonly beside?: Readonly<Record<string, string>>;
  readonly isUnavailable?: true;
}

/** The largest value of an integer, a duration or a timeout, and the first one above it. */
const LARGEST = '2147483647';
const TOO_LARGE = '2147483648';

const NOT_INTEGERS = ['-1', '1.5', '1e3', '0x10', 'ten', TOO_LARGE];

function onOff(pick: Case['pick'], unset: boolean, more: Partial<Case> = {}): Case {
  const words: [string, boolean][] = [
    ['true', true],
    ['TRUE', true],
    ['1', true],
    ['yes', true],
    ['on', true],
    ['false', false],
    ['False', false],
    ['0', false],
    ['no', false],
    ['Off', false],
  ];
  return { pick, unset, good: words, bad: ['tru', '2', 'enabled'], ...more };
}

function strictOnOff(pick: Case['pick'], good: Case['good'], unset: unknown, more: Partial<Case> = {}): Case {
  return { pick, unset, good, bad: ['1', 'yes', 'on', '0', 'tru'], ...more };
}

function integer(
  pick: Case['pick'],
  unset: number | undefined,
  smallest: 0 | 1,
  more: Partial<Case> = {},
): Case {
  return {
    pick,
    unset,
    good: [
      [String(smallest), smallest],
      [' 7 ', 7],
      [LARGEST, 2147483647],
    ],
    bad: smallest === 1 ? [...NOT_INTEGERS, '0'] : NOT_INTEGERS,
    ...more,
  };
}

/** Zero milliseconds of a timeout are "no limit": the longest a timer can wait. */
function timeout(pick: Case['pick'], unset: number, more: Partial<Case> = {}): Case {
  return {
    pick,
    unset,
    good: [
      ['0', 2147483647],
      ['1', 1],
      [LARGEST, 2147483647],
    ],
    bad: NOT_INTEGERS,
    ...more,
  };
}

function words(
  pick: Case['pick'],
  unset: unknown,
  good: Case['good'],
  bad: readonly string[],
  more: Partial<Case> = {},
): Case {
  return { pick, unset, good, bad, ...more };
}

function unavailable(aliases: Case['aliases'] = {}): Case {
  return {
    pick: (config) => config,
    unset: expect.anything(),
    good: [],
    bad: ['anything'],
    aliases,
    isUnavailable: true,
  };
}

const PAIRS: Case['good'] = [
  ['a=b,c=d', { a: 'b', c: 'd' }],
  ['k=v%2C1=2==, x = y ,', { k: 'v,1=2==', x: 'y' }],
];

export const CASES: Readonly<Record<string, Case>> = {
  GENAI_ENABLED: onOff((c) => c.enabled, true),
  GENAI_SEMCONV: words(
    (c) => c.dialects,
    ['semconv'],
    [
      ['semconv', ['semconv']],
      ['SemConv,semconv', ['semconv']],
    ],
    ['openlit', 'semconv-1.36'],
  ),
  GENAI_CAPTURE_CONTENT: words(
    (c) => c.capture,
    { span: false, event: false },
    [
      ['none', { span: false, event: false }],
      ['span', { span: true, event: false }],
      ['event', { span: false, event: true }],
      ['both', { span: true, event: true }],
      ['NO_CONTENT', { span: false, event: false }],
      ['span_only', { span: true, event: false }],
      ['Event_Only', { span: false, event: true }],
      ['SPAN_AND_EVENT', { span: true, event: true }],
      ['true', { span: true, event: true }],
      ['FALSE', { span: false, event: false }],
    ],
    ['all', 'spans', 'constructor'],
    {
      aliases: {
        OTEL_INSTRUMENTATION_GENAI_CAPTURE_MESSAGE_CONTENT: ['span_and_event', { span: true, event: true }],
      },
    },
  ),
  GENAI_MAX_CONTENT_BYTES: integer((c) => c.maxContentBytes, 65536, 1),
  GENAI_REDACT_PATHS: words((c) => c.redactPaths, [], [['a.b, c.*.d,', ['a.b', 'c.*.d']]], []),
  GENAI_ENABLE_EVENTS: onOff((c) => c.eventsEnabled, true, {
    aliases: {
      LITELLM_OTEL_INTEGRATION_ENABLE_EVENTS: ['false', false],
      OTEL_INSTRUMENTATION_GENAI_EMIT_EVENT: ['false', false],
      OPENLIT_DISABLE_EVENTS: ['true', false],
    },
  }),
  GENAI_ENABLE_METRICS: onOff((c) => c.metricsEnabled, true, {
    aliases: {
      LITELLM_OTEL_INTEGRATION_ENABLE_METRICS: ['0', false],
      OPENLIT_DISABLE_METRICS: ['true', false],
    },
  }),
  GENAI_SDK: words(
    (c) => c.sdkMode,
    'auto',
    [
      ['auto', 'auto'],
      ['own', 'own'],
      ['APP', 'app'],
    ],
    ['mine'],
  ),
  GENAI_GENERAL: words(
    (c) => c.general,
    'auto',
    [
      ['auto', 'auto'],
      ['on', 'on'],
      ['off', 'off'],
      ['false', 'off'],
    ],
    ['maybe'],
  ),
  GENAI_INSTRUMENTATIONS: words(
    (c) => c.instrumentations.enabled,
    ['*'],
    [
      ['openai,ollama', ['openai', 'ollama']],
      ['all', ['*']],
      ['none', []],
    ],
    [],
  ),
  GENAI_DISABLED_INSTRUMENTATIONS: words(
    (c) => c.instrumentations.disabled,
    [],
    [
      ['openai', ['openai']],
      ['*', ['*']],
      ['none', []],
    ],
    [],
    {
      aliases: { OPENLIT_DISABLED_INSTRUMENTORS: ['openai, vllm', ['openai', 'vllm']] },
    },
  ),
  GENAI_SPAN_ATTRIBUTES: words((c) => c.spanAttributes, {}, PAIRS, ['novalue', '=x'], {
    aliases: { OPENLIT_CUSTOM_SPAN_ATTRIBUTES: ['{"team":"a","n":1}', { team: 'a', n: '1' }] },
  }),
  GENAI_METRIC_ATTRIBUTES: words((c) => c.metricAttributes, {}, PAIRS, ['novalue', '{"a":'], {
    aliases: { OPENLIT_CUSTOM_METRICS_ATTRIBUTES: ['{"team":"a"}', { team: 'a' }] },
  }),
  GENAI_METRIC_CARDINALITY_LIMIT: integer((c) => c.metricReader.cardinalityLimit, 2000, 1),
  GENAI_DISABLE_BATCH: onOff((c) => c.disableBatch, false, {
    aliases: { OPENLIT_DISABLE_BATCH: ['true', true] },
  }),
  GENAI_STREAM_USAGE: words(
    (c) => c.requestStreamUsage,
    false,
    [
      ['request', true],
      ['off', false],
    ],
    ['on'],
  ),
  GENAI_ENV_FILE: words(
    (c) => c.enabled,
    true,
    [
      ['off', true],
      ['OFF', true],
    ],
    [],
  ),
  GENAI_SHUTDOWN_TIMEOUT_MS: integer((c) => c.shutdownTimeoutMs, 5000, 0),
  GENAI_PROFILE: unavailable(),
  GENAI_HOOKS: unavailable(),
  GENAI_PRICING_FILE: unavailable({ OPENLIT_PRICING_JSON: ['prices.json', expect.anything()] }),
  GENAI_NATIVE: unavailable(),

  OTEL_SDK_DISABLED: strictOnOff(
    (c) => c.enabled,
    [
      ['true', false],
      ['True', false],
      ['false', true],
    ],
    true,
  ),
  OTEL_LOG_LEVEL: words(
    (c) => c.logLevel,
    'warn',
    ['none', 'error', 'warn', 'info', 'debug', 'verbose', 'all'].map(
      (level) => [level.toUpperCase(), level] as const,
    ),
    ['wran', 'trace'],
  ),
  OTEL_DEBUG: strictOnOff(
    (c) => c.logLevel,
    [
      ['true', 'debug'],
      ['false', 'warn'],
    ],
    'warn',
    {
      aliases: { DEBUG_OTEL: ['true', 'debug'] },
    },
  ),
  OTEL_CONFIG_FILE: words(
    (c) => c.configFile,
    undefined,
    [[import.meta.filename, import.meta.filename]],
    ['/nonexistent.yaml', import.meta.dirname],
    {
      aliases: { OTEL_EXPERIMENTAL_CONFIG_FILE: [import.meta.filename, import.meta.filename] },
    },
  ),
  OTEL_SERVICE_NAME: words((c) => c.serviceName, 'from-resource', [['poems', 'poems']], [], {
    beside: { OTEL_RESOURCE_ATTRIBUTES: 'service.name=from-resource' },
  }),
  OTEL_RESOURCE_ATTRIBUTES: words((c) => c.resourceAttributes, {}, PAIRS, ['a=b,novalue', 'a=b,c=%zz']),
  OTEL_ENVIRONMENT_NAME: words(
    (c) => c.resourceAttributes,
    {},
    [['staging', { 'deployment.environment.name': 'staging' }]],
    [],
    {
      aliases: { OTEL_DEPLOYMENT_ENVIRONMENT: ['test', { 'deployment.environment.name': 'test' }] },
    },
  ),
  OTEL_NODE_RESOURCE_DETECTORS: words(
    (c) => c.resourceDetectors,
    ['env', 'host', 'process'],
    [
      ['env,os', ['env', 'os']],
      ['all', ['all']],
      ['none', ['none']],
    ],
    ['cloud'],
  ),
  OTEL_NODE_ENABLED_INSTRUMENTATIONS: words(
    (c) => c.generalInstrumentations.enabled,
    undefined,
    [['http,@opentelemetry/instrumentation-pg', ['http', 'pg']]],
    [],
  ),
  OTEL_NODE_DISABLED_INSTRUMENTATIONS: words(
    (c) => c.generalInstrumentations.disabled,
    [],
    [['fs', ['fs']]],
    [],
  ),
  OTEL_SEMCONV_STABILITY_OPT_IN: words(
    (c) => c.dialects,
    ['semconv'],
    [['gen_ai_latest_experimental,http', ['semconv']]],
    [],
  ),
  OTEL_PROPAGATORS: words(
    (c) => c.propagators,
    ['tracecontext', 'baggage'],
    [
      ['b3,b3multi,jaeger,xray,ottrace', ['b3', 'b3multi', 'jaeger', 'xray', 'ottrace']],
      ['baggage,tracecontext,baggage', ['baggage', 'tracecontext']],
      ['none', []],
    ],
    ['w3c'],
  ),
  OTEL_TRACES_SAMPLER: words(
    (c) => c.sampler,
    { name: 'parentbased_always_on' },
    [
      ...['always_on', 'always_off', 'parentbased_always_on', 'parentbased_always_off'].map(
        (name) => [name, { name }] as const,
      ),
      ...['traceidratio', 'parentbased_traceidratio'].map((name) => [name, { name, arg: 1 }] as const),
    ],
    ['jaeger_remote', 'parentbased_jaeger_remote', 'xray', 'always'],
  ),
  OTEL_TRACES_SAMPLER_ARG: words(
    (c) => c.sampler.arg,
    1,
    [
      ['0', 0],
      ['1', 1],
      ['0.25', 0.25],
      ['.5', 0.5],
      ['1e-3', 0.001],
    ],
    ['1.0001', '-0.1', 'half', 'NaN', 'endpoint=x'],
    { beside: { OTEL_TRACES_SAMPLER: 'traceidratio' } },
  ),
  OTEL_TRACES_EXPORTER: words(
    (c) => c.traces.exporters,
    ['otlp'],
    [
      ['console', ['console']],
      ['otlp,console', ['otlp', 'console']],
      ['none', ['none']],
    ],
    ['zipkin', 'prometheus'],
  ),
  OTEL_METRICS_EXPORTER: words(
    (c) => c.metrics.exporters,
    ['otlp'],
    [
      ['prometheus', ['prometheus']],
      ['console', ['console']],
      ['none', ['none']],
    ],
    ['zipkin'],
  ),
  OTEL_LOGS_EXPORTER: words(
    (c) => c.logs.exporters,
    ['otlp'],
    [
      ['console', ['console']],
      ['none', ['none']],
    ],
    ['prometheus', 'logging'],
  ),
  OTEL_EXPORTER: words(
    (c) => [c.traces.exporters, c.logs.otlp.protocol],
    [['otlp'], 'grpc'],
    [
      ['console', [['console'], 'grpc']],
      ['otlp_http', [['otlp'], 'http/protobuf']],
      ['otlp_grpc', [['otlp'], 'grpc']],
      ['grpc', [['otlp'], 'grpc']],
      ['http/json', [['otlp'], 'http/json']],
    ],
    ['in_memory'],
  ),
  OTEL_EXPORTER_PROMETHEUS_HOST: words(
    (c) => c.metricReader.prometheusHost,
    'localhost',
    [['0.0.0.0', '0.0.0.0']],
    [],
  ),
  OTEL_EXPORTER_PROMETHEUS_PORT: words(
    (c) => c.metricReader.prometheusPort,
    9464,
    [
      ['0', 0],
      ['65535', 65535],
    ],
    ['65536', '-1'],
  ),
  OTEL_METRIC_EXPORT_INTERVAL: integer((c) => c.metricReader.intervalMs, 60000, 1, {
    aliases: { OTEL_EXPORTER_OTLP_METRICS_EXPORT_INTERVAL: ['15000', 15000] },
  }),
  OTEL_METRIC_EXPORT_TIMEOUT: timeout((c) => c.metricReader.timeoutMs, 30000, {
    beside: { OTEL_METRIC_EXPORT_INTERVAL: LARGEST },
  }),
  OTEL_METRICS_EXEMPLAR_FILTER: words(
    (c) => c.metricReader.exemplarFilter,
    'trace_based',
    [
      ['always_on', 'always_on'],
      ['always_off', 'always_off'],
    ],
    ['sampled'],
  ),

  OTEL_BSP_SCHEDULE_DELAY: integer((c) => c.batchSpans.scheduledDelayMs, 5000, 0),
  OTEL_BSP_EXPORT_TIMEOUT: timeout((c) => c.batchSpans.exportTimeoutMs, 30000),
  OTEL_BSP_MAX_QUEUE_SIZE: integer((c) => c.batchSpans.maxQueueSize, 2048, 1),
  OTEL_BSP_MAX_EXPORT_BATCH_SIZE: integer((c) => c.batchSpans.maxExportBatchSize, 512, 1, {
    beside: { OTEL_BSP_MAX_QUEUE_SIZE: LARGEST },
  }),
  OTEL_BLRP_SCHEDULE_DELAY: integer((c) => c.batchLogs.scheduledDelayMs, 1000, 0),
  OTEL_BLRP_EXPORT_TIMEOUT: timeout((c) => c.batchLogs.exportTimeoutMs, 30000),
  OTEL_BLRP_MAX_QUEUE_SIZE: integer((c) => c.batchLogs.maxQueueSize, 2048, 1),
  OTEL_BLRP_MAX_EXPORT_BATCH_SIZE: integer((c) => c.batchLogs.maxExportBatchSize, 512, 1, {
    beside: { OTEL_BLRP_MAX_QUEUE_SIZE: LARGEST },
  }),
  OTEL_ATTRIBUTE_VALUE_LENGTH_LIMIT: integer((c) => c.limits.attributeValueLength, undefined, 0),
  OTEL_ATTRIBUTE_COUNT_LIMIT: integer((c) => c.limits.attributeCount, 128, 0),
  // The limit of one kind of record falls back to the general one.
  OTEL_SPAN_ATTRIBUTE_VALUE_LENGTH_LIMIT: integer((c) => c.limits.spanAttributeValueLength, 33, 0, {
    beside: { OTEL_ATTRIBUTE_VALUE_LENGTH_LIMIT: '33' },
  }),
  OTEL_SPAN_ATTRIBUTE_COUNT_LIMIT: integer((c) => c.limits.spanAttributeCount, 128, 0),
  OTEL_SPAN_EVENT_COUNT_LIMIT: integer((c) => c.limits.spanEventCount, 128, 0),
  OTEL_SPAN_LINK_COUNT_LIMIT: integer((c) => c.limits.spanLinkCount, 128, 0),
  OTEL_EVENT_ATTRIBUTE_COUNT_LIMIT: integer((c) => c.limits.eventAttributeCount, 128, 0),
  OTEL_LINK_ATTRIBUTE_COUNT_LIMIT: integer((c) => c.limits.linkAttributeCount, 128, 0),
  OTEL_LOGRECORD_ATTRIBUTE_VALUE_LENGTH_LIMIT: integer(
    (c) => c.limits.logRecordAttributeValueLength,
    undefined,
    0,
  ),
  OTEL_LOGRECORD_ATTRIBUTE_COUNT_LIMIT: integer((c) => c.limits.logRecordAttributeCount, 99, 0, {
    beside: { OTEL_ATTRIBUTE_COUNT_LIMIT: '99' },
  }),

  ...otlpCases(),
};
