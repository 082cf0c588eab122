// Rows: which general instrumentations run beside the GenAI ones. What each of them emits is in test/general.
import { expect } from '@jest/globals';
import type { Row } from '../row.ts';

const UNDICI = '@opentelemetry/instrumentation-undici';
const RUNTIME = '@opentelemetry/instrumentation-runtime-node';
const OURS = '@x/agent';

/** Variable, value -> the scopes of the spans and of the metrics of one call through fetch. */
const SCOPES: readonly (readonly [
  of: string,
  value: string,
  spans: readonly string[],
  metrics: readonly string[],
])[] = [
  ['GENAI_GENERAL', 'auto', [OURS, UNDICI], [OURS, RUNTIME, UNDICI]],
  ['GENAI_GENERAL', 'on', [OURS, UNDICI], [OURS, RUNTIME, UNDICI]],
  ['GENAI_GENERAL', 'off', [OURS], [OURS]],
  ['OTEL_NODE_DISABLED_INSTRUMENTATIONS', 'undici', [OURS], [OURS, RUNTIME]],
  ['OTEL_NODE_DISABLED_INSTRUMENTATIONS', 'runtime-node,http', [OURS, UNDICI], [OURS, UNDICI]],
  ['OTEL_NODE_ENABLED_INSTRUMENTATIONS', 'http', [OURS], [OURS]],
  ['OTEL_NODE_ENABLED_INSTRUMENTATIONS', UNDICI, [OURS, UNDICI], [OURS, UNDICI]],
];

const sorted = (names: readonly string[]) => [...new Set(names)].sort();

/** GENAI_GENERAL and OTEL_NODE_*_INSTRUMENTATIONS. */
export const GENERAL_ROWS: readonly Row[] = SCOPES.map(([of, value, spans, metrics]) => ({
  of: [of],
  effect: `${value}: spans of ${spans.join(', ')}`,
  env: { GENAI_GENERAL: 'auto', [of]: value },
  check: ({ receiver, lines }) => {
    expect(sorted(receiver.spans().map(({ scope }) => scope.name))).toEqual(sorted(spans));
    expect(sorted(receiver.metrics().map(({ scope }) => scope.name))).toEqual(sorted(metrics));
    expect(lines).toEqual([]);
  },
}));
