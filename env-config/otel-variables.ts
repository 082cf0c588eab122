// OTEL_*: the OpenTelemetry SDK specification's variables except OTLP's, and the few names LiteLLM and OpenLIT invented.
import type { Variable, VariableType } from './variable.ts';
import {
  EXEMPLAR_FILTERS,
  EXPORTERS,
  LARGEST_INTEGER,
  LOG_LEVELS,
  METRIC_EXPORTERS,
  PROTOCOLS,
  SAMPLERS,
} from './variable.ts';
import { PROTOCOL_SPELLINGS } from './otlp-variables.ts';

/** General variables: what is on, where it goes, who the process is. */
export const OTEL_VARIABLES: readonly Variable[] = [
  { name: 'OTEL_SDK_DISABLED', type: 'boolean', default: 'false', meaning: 'True: no telemetry at all.' },
  {
    name: 'OTEL_LOG_LEVEL',
    type: 'enum',
    default: 'warn',
    accepted: LOG_LEVELS,
    meaning: 'What the agent and the SDK print about themselves.',
  },
  {
    name: 'OTEL_DEBUG',
    type: 'boolean',
    default: 'false',
    aliases: ['DEBUG_OTEL'],
    meaning: 'LiteLLM’s switch; true is OTEL_LOG_LEVEL=debug where that is unset.',
  },
  {
    name: 'OTEL_CONFIG_FILE',
    type: 'path',
    aliases: ['OTEL_EXPERIMENTAL_CONFIG_FILE'],
    environmentOnly: true,
    meaning: 'Declarative configuration file; it replaces the other OTEL_* variables.',
  },
  { name: 'OTEL_SERVICE_NAME', type: 'string', meaning: 'Resource attribute service.name.' },
  {
    name: 'OTEL_RESOURCE_ATTRIBUTES',
    type: 'pairs',
    strict: true,
    meaning: 'Resource attributes, percent-encoded.',
  },
  {
    name: 'OTEL_ENVIRONMENT_NAME',
    type: 'string',
    aliases: ['OTEL_DEPLOYMENT_ENVIRONMENT'],
    meaning: 'Resource attribute deployment.environment.name, unless OTEL_RESOURCE_ATTRIBUTES has it.',
  },
  {
    name: 'OTEL_NODE_RESOURCE_DETECTORS',
    type: 'list',
    default: 'env,host,process',
    accepted: [
      'env',
      'host',
      'os',
      'process',
      'serviceinstance',
      'container',
      'aws',
      'azure',
      'gcp',
      'alibaba',
      'all',
      'none',
    ],
    meaning: 'Resource detectors.',
  },
  {
    name: 'OTEL_NODE_ENABLED_INSTRUMENTATIONS',
    type: 'list',
    meaning: 'General instrumentations to use, without the package prefix; unset is all.',
  },
  {
    name: 'OTEL_NODE_DISABLED_INSTRUMENTATIONS',
    type: 'list',
    meaning: 'General instrumentations to leave out.',
  },
  {
    name: 'OTEL_SEMCONV_STABILITY_OPT_IN',
    type: 'list',
    meaning: 'Accepted; the newest convention is the default with or without it.',
  },
  {
    name: 'OTEL_PROPAGATORS',
    type: 'list',
    default: 'tracecontext,baggage',
    accepted: ['tracecontext', 'baggage', 'b3', 'b3multi', 'jaeger', 'xray', 'ottrace', 'none'],
    meaning: 'How context travels in headers.',
  },
  {
    name: 'OTEL_TRACES_SAMPLER',
    type: 'enum',
    default: 'parentbased_always_on',
    accepted: SAMPLERS,
    meaning: 'Sampler.',
  },
  {
    name: 'OTEL_TRACES_SAMPLER_ARG',
    type: 'number',
    default: '1',
    minimum: 0,
    maximum: 1,
    meaning: 'Probability of the ratio samplers.',
  },
  {
    name: 'OTEL_TRACES_EXPORTER',
    type: 'list',
    default: 'otlp',
    accepted: EXPORTERS,
    meaning: 'Trace exporters.',
  },
  {
    name: 'OTEL_METRICS_EXPORTER',
    type: 'list',
    default: 'otlp',
    accepted: METRIC_EXPORTERS,
    meaning: 'Metric exporters.',
  },
  {
    name: 'OTEL_LOGS_EXPORTER',
    type: 'list',
    default: 'otlp',
    accepted: EXPORTERS,
    meaning: 'Log exporters.',
  },
  {
    name: 'OTEL_EXPORTER',
    type: 'enum',
    accepted: ['console', ...PROTOCOLS],
    spellings: PROTOCOL_SPELLINGS,
    meaning: 'LiteLLM’s one word for exporter and protocol; the specification’s variables win.',
  },
  {
    name: 'OTEL_EXPORTER_PROMETHEUS_HOST',
    type: 'string',
    default: 'localhost',
    meaning: 'Address the Prometheus exporter listens on.',
  },
  {
    name: 'OTEL_EXPORTER_PROMETHEUS_PORT',
    type: 'integer',
    default: '9464',
    minimum: 0,
    maximum: 65_535,
    meaning: 'Port the Prometheus exporter listens on.',
  },
  {
    name: 'OTEL_METRIC_EXPORT_INTERVAL',
    type: 'milliseconds',
    default: '60000',
    minimum: 1,
    aliases: ['OTEL_EXPORTER_OTLP_METRICS_EXPORT_INTERVAL'],
    meaning: 'Time between two metric exports.',
  },
  {
    name: 'OTEL_METRIC_EXPORT_TIMEOUT',
    type: 'timeout',
    default: '30000',
    minimum: 0,
    meaning: 'Longest one metric export may take, at most the interval.',
  },
  {
    name: 'OTEL_METRICS_EXEMPLAR_FILTER',
    type: 'enum',
    default: 'trace_based',
    accepted: EXEMPLAR_FILTERS,
    meaning: 'Which measurements may become exemplars.',
  },
];

/** Rows that are a name, a type, a default, the smallest value and a sentence. */
type Bound = readonly [
  name: string,
  type: VariableType,
  defaultText: string | undefined,
  minimum: number,
  meaning: string,
];

const BOUNDS: readonly Bound[] = [
  ['OTEL_BSP_SCHEDULE_DELAY', 'milliseconds', '5000', 0, 'Time between two span exports.'],
  ['OTEL_BSP_EXPORT_TIMEOUT', 'timeout', '30000', 0, 'Longest one span export may take; 0 is no limit.'],
  ['OTEL_BSP_MAX_QUEUE_SIZE', 'integer', '2048', 1, 'Most spans that wait.'],
  [
    'OTEL_BSP_MAX_EXPORT_BATCH_SIZE',
    'integer',
    '512',
    1,
    'Most spans in one export, at most the queue size.',
  ],
  ['OTEL_BLRP_SCHEDULE_DELAY', 'milliseconds', '1000', 0, 'Time between two log exports.'],
  ['OTEL_BLRP_EXPORT_TIMEOUT', 'timeout', '30000', 0, 'Longest one log export may take; 0 is no limit.'],
  ['OTEL_BLRP_MAX_QUEUE_SIZE', 'integer', '2048', 1, 'Most log records that wait.'],
  [
    'OTEL_BLRP_MAX_EXPORT_BATCH_SIZE',
    'integer',
    '512',
    1,
    'Most log records in one export, at most the queue size.',
  ],
  [
    'OTEL_ATTRIBUTE_VALUE_LENGTH_LIMIT',
    'integer',
    undefined,
    0,
    'Longest attribute value; unset is no limit.',
  ],
  ['OTEL_ATTRIBUTE_COUNT_LIMIT', 'integer', '128', 0, 'Most attributes.'],
  ['OTEL_SPAN_ATTRIBUTE_VALUE_LENGTH_LIMIT', 'integer', undefined, 0, 'Longest value of a span attribute.'],
  ['OTEL_SPAN_ATTRIBUTE_COUNT_LIMIT', 'integer', '128', 0, 'Most attributes of a span.'],
  ['OTEL_SPAN_EVENT_COUNT_LIMIT', 'integer', '128', 0, 'Most events of a span.'],
  ['OTEL_SPAN_LINK_COUNT_LIMIT', 'integer', '128', 0, 'Most links of a span.'],
  ['OTEL_EVENT_ATTRIBUTE_COUNT_LIMIT', 'integer', '128', 0, 'Most attributes of a span event.'],
  ['OTEL_LINK_ATTRIBUTE_COUNT_LIMIT', 'integer', '128', 0, 'Most attributes of a span link.'],
  [
    'OTEL_LOGRECORD_ATTRIBUTE_VALUE_LENGTH_LIMIT',
    'integer',
    undefined,
    0,
    'Longest value of a log attribute.',
  ],
  ['OTEL_LOGRECORD_ATTRIBUTE_COUNT_LIMIT', 'integer', '128', 0, 'Most attributes of a log record.'],
];

/** A limit of one kind of record counts where it is set, else the general one. */
const GENERAL_LIMITS: Readonly<Record<string, string>> = {
  OTEL_SPAN_ATTRIBUTE_VALUE_LENGTH_LIMIT: 'OTEL_ATTRIBUTE_VALUE_LENGTH_LIMIT',
  OTEL_SPAN_ATTRIBUTE_COUNT_LIMIT: 'OTEL_ATTRIBUTE_COUNT_LIMIT',
  OTEL_LOGRECORD_ATTRIBUTE_VALUE_LENGTH_LIMIT: 'OTEL_ATTRIBUTE_VALUE_LENGTH_LIMIT',
  OTEL_LOGRECORD_ATTRIBUTE_COUNT_LIMIT: 'OTEL_ATTRIBUTE_COUNT_LIMIT',
};

/** The rows of batching and limits. */
export function boundVariables(): Variable[] {
  return BOUNDS.map(([name, type, text, minimum, meaning]) => {
    const fallback = GENERAL_LIMITS[name];
    const where = fallback !== undefined ? { fallback } : text !== undefined ? { default: text } : {};
    return { name, type, minimum, maximum: LARGEST_INTEGER, ...where, meaning };
  });
}
