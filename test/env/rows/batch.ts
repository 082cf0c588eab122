// Rows: when batches of spans, log records and metrics leave, how big they are, and how long anybody waits for them.
import { expect } from '@jest/globals';
import type { Signal } from '../../../env-config/config.ts';
import { FAILURES } from '../../support/receiver/receiver.ts';
import type { Fault, Receiver } from '../../support/receiver/receiver.ts';
import type { Row } from '../row.ts';
import { points, requestCount, spanNames } from '../seen.ts';

const NEVER: Fault = { kind: 'failures', failures: [FAILURES.unavailable], repeat: true };

const bodies = (receiver: Receiver) =>
  receiver.logs().filter(({ body }) => typeof body === 'string' && body.startsWith('burst'));

const KINDS: readonly {
  prefix: string;
  signal: Signal;
  step: string;
  noun: string;
  arrived(receiver: Receiver): number;
}[] = [
  {
    prefix: 'OTEL_BSP',
    signal: 'traces',
    step: 'spans',
    noun: 'spans are dropped',
    arrived: (receiver) => spanNames(receiver).filter((name) => name.startsWith('burst')).length,
  },
  {
    prefix: 'OTEL_BLRP',
    signal: 'logs',
    step: 'logs',
    noun: 'log records are dropped',
    arrived: (receiver) => bodies(receiver).length,
  },
];

const queues: readonly Row[] = KINDS.flatMap(({ prefix, signal, step, noun, arrived }): Row[] => [
  {
    of: [`${prefix}_SCHEDULE_DELAY`],
    effect: '50: two calls half a second apart leave in two requests',
    env: { [`${prefix}_SCHEDULE_DELAY`]: '50' },
    steps: ['chat', 'wait:500', 'chat'],
    check: ({ receiver }) => expect(requestCount(receiver, signal)).toBe(2),
  },
  {
    of: [`${prefix}_SCHEDULE_DELAY`],
    effect: '60000: they leave in one',
    env: { [`${prefix}_SCHEDULE_DELAY`]: '60000' },
    steps: ['chat', 'wait:1500', 'chat'],
    check: ({ receiver }) => expect(requestCount(receiver, signal)).toBe(1),
  },
  {
    of: [`${prefix}_MAX_EXPORT_BATCH_SIZE`],
    effect: '2: a call and six more items take four requests',
    env: { [`${prefix}_MAX_EXPORT_BATCH_SIZE`]: '2' },
    steps: ['chat', `${step}:6`],
    check: ({ receiver }) => {
      expect(arrived(receiver)).toBe(6);
      expect(requestCount(receiver, signal)).toBe(4);
    },
  },
  {
    of: [`${prefix}_MAX_QUEUE_SIZE`],
    effect:
      '3: of ten items at once the first batch leaves, three wait, the rest is dropped and a line says so',
    env: { [`${prefix}_MAX_QUEUE_SIZE`]: '3', [`${prefix}_SCHEDULE_DELAY`]: '50' },
    steps: ['chat', 'wait:1000', `${step}:10`],
    check: ({ receiver, lines }) => {
      // Three, where the call's own batch is still unanswered on a busy machine.
      expect([3, 6]).toContain(arrived(receiver));
      expect(lines[0]).toContain(noun);
    },
  },
  {
    of: [`${prefix}_EXPORT_TIMEOUT`],
    effect: '400: a receiver that is unavailable is not tried again',
    env: {
      [`${prefix}_EXPORT_TIMEOUT`]: '400',
      [`${prefix}_SCHEDULE_DELAY`]: '50',
      GENAI_SHUTDOWN_TIMEOUT_MS: '300',
    },
    steps: ['chat', 'wait:2200'],
    fault: { ...NEVER, signal },
    check: ({ receiver, lines }) => {
      expect(requestCount(receiver, signal)).toBe(1);
      expect(lines[0]).toContain('GENAI_W302');
    },
  },
  {
    of: [`${prefix}_EXPORT_TIMEOUT`],
    effect: 'unset (30 s): it is',
    env: { [`${prefix}_SCHEDULE_DELAY`]: '50', GENAI_SHUTDOWN_TIMEOUT_MS: '300' },
    steps: ['chat', 'wait:2200'],
    fault: { ...NEVER, signal },
    check: ({ receiver, lines }) => {
      expect(requestCount(receiver, signal)).toBeGreaterThan(1);
      expect(lines[0]).toContain('GENAI_W301');
    },
  },
]);

/** OTEL_BSP_*, OTEL_BLRP_*, OTEL_METRIC_EXPORT_* and what else decides when something leaves. */
export const BATCH_ROWS: readonly Row[] = [
  ...queues,
  ...['OTEL_METRIC_EXPORT_INTERVAL', 'OTEL_EXPORTER_OTLP_METRICS_EXPORT_INTERVAL'].map((name): Row => ({
    of: [name],
    effect: '200: two calls in two intervals are two points of one call each',
    env: { [name]: '200' },
    steps: ['chat', 'wait:900', 'chat'],
    check: ({ receiver }) => expect(points(receiver).map(({ count }) => count)).toEqual([1, 1]),
  })),
  {
    of: ['OTEL_METRIC_EXPORT_INTERVAL'],
    effect: 'unset (60 s): they are one point',
    env: {},
    steps: ['chat', 'wait:900', 'chat'],
    check: ({ receiver }) => expect(points(receiver).map(({ count }) => count)).toEqual([2]),
  },
  {
    of: ['OTEL_METRIC_EXPORT_TIMEOUT'],
    effect: '300: a receiver that is unavailable is not tried again',
    env: {
      OTEL_METRIC_EXPORT_TIMEOUT: '300',
      OTEL_METRIC_EXPORT_INTERVAL: '3000',
      GENAI_SHUTDOWN_TIMEOUT_MS: '300',
    },
    steps: ['chat', 'wait:5000'],
    fault: { ...NEVER, signal: 'metrics' },
    check: ({ receiver, lines }) => {
      expect(requestCount(receiver, 'metrics')).toBe(1);
      expect(lines[0]).toContain('GENAI_W302');
    },
  },
  ...['GENAI_DISABLE_BATCH', 'OPENLIT_DISABLE_BATCH'].map((name): Row => ({
    of: [name],
    effect: 'true: two calls leave in two requests of each kind, without waiting',
    env: { [name]: 'true' },
    steps: ['chat', 'wait:400', 'chat'],
    check: ({ receiver }) => {
      expect(requestCount(receiver, 'traces')).toBe(2);
      expect(requestCount(receiver, 'logs')).toBe(2);
    },
  })),
  {
    of: ['GENAI_SHUTDOWN_TIMEOUT_MS'],
    effect: '300: the process does not wait longer for a receiver that hangs, and says what is lost',
    env: { GENAI_SHUTDOWN_TIMEOUT_MS: '300' },
    fault: { kind: 'hang' },
    check: ({ durationMs, lines }) => {
      // The default is 5 s.
      expect(durationMs).toBeLessThan(4500);
      expect(lines).toHaveLength(1);
      expect(lines[0]).toMatch(/GENAI_W303 .*within 3\d\d ms at exit.*lost/);
    },
  },
];
