// Rows: limits of attributes, span events and span links.
import { expect } from '@jest/globals';
import type { PlainValue } from '../../support/receiver/receiver.ts';
import type { Outcome, Row } from '../row.ts';

type Attributes = Readonly<Record<string, PlainValue>>;

const MODEL = 'gen_ai.request.model';
const CALL = ['chat:longer-than-six'];

const spanAttributes = ({ receiver }: Outcome): Attributes => receiver.spans()[0]?.attributes ?? {};
const logAttributes = ({ receiver }: Outcome): Attributes => receiver.logs()[0]?.attributes ?? {};
const rich = ({ receiver }: Outcome) => receiver.spans().find(({ name }) => name === 'rich');

/** Variable -> the model on the span and in the event. */
const LENGTHS: readonly (readonly [
  of: string,
  env: Readonly<Record<string, string>>,
  span: string,
  log: string,
])[] = [
  ['OTEL_ATTRIBUTE_VALUE_LENGTH_LIMIT', { OTEL_ATTRIBUTE_VALUE_LENGTH_LIMIT: '6' }, 'longer', 'longer'],
  [
    'OTEL_SPAN_ATTRIBUTE_VALUE_LENGTH_LIMIT',
    { OTEL_SPAN_ATTRIBUTE_VALUE_LENGTH_LIMIT: '6' },
    'longer',
    'longer-than-six',
  ],
  [
    'OTEL_LOGRECORD_ATTRIBUTE_VALUE_LENGTH_LIMIT',
    { OTEL_LOGRECORD_ATTRIBUTE_VALUE_LENGTH_LIMIT: '6' },
    'longer-than-six',
    'longer',
  ],
  [
    'OTEL_SPAN_ATTRIBUTE_VALUE_LENGTH_LIMIT',
    { OTEL_ATTRIBUTE_VALUE_LENGTH_LIMIT: '6', OTEL_SPAN_ATTRIBUTE_VALUE_LENGTH_LIMIT: '11' },
    'longer-than',
    'longer',
  ],
];

/** Variable -> how many attributes the span and the event keep; undefined is all of them. */
const COUNTS: readonly (readonly [of: string, span: number | undefined, log: number | undefined])[] = [
  ['OTEL_ATTRIBUTE_COUNT_LIMIT', 4, 4],
  ['OTEL_SPAN_ATTRIBUTE_COUNT_LIMIT', 4, undefined],
  ['OTEL_LOGRECORD_ATTRIBUTE_COUNT_LIMIT', undefined, 4],
];

/** OTEL_*_LIMIT. */
export const LIMIT_ROWS: readonly Row[] = [
  ...LENGTHS.map(([of, env, span, log]): Row => ({
    of: [of],
    effect: `${JSON.stringify(env)}: the model is ${span} on the span and ${log} in the event`,
    env,
    steps: CALL,
    check: (outcome) => {
      expect(spanAttributes(outcome)[MODEL]).toBe(span);
      expect(logAttributes(outcome)[MODEL]).toBe(log);
    },
  })),
  ...COUNTS.map(([of, span, log]): Row => ({
    of: [of],
    effect: `4: the span keeps ${span ?? 'all'} and the event ${log ?? 'all'}; what is dropped is counted`,
    env: { [of]: '4' },
    check: (outcome) => {
      for (const [kept, attributes, dropped] of [
        [span, spanAttributes(outcome), outcome.receiver.spans()[0]?.droppedAttributesCount],
        [log, logAttributes(outcome), outcome.receiver.logs()[0]?.droppedAttributesCount],
      ] as const) {
        if (kept !== undefined) expect(Object.keys(attributes)).toHaveLength(kept);
        else expect(Object.keys(attributes).length).toBeGreaterThan(6);
        expect((dropped ?? 0) > 0).toBe(kept !== undefined);
      }
    },
  })),
  {
    of: [
      'OTEL_SPAN_EVENT_COUNT_LIMIT',
      'OTEL_SPAN_LINK_COUNT_LIMIT',
      'OTEL_EVENT_ATTRIBUTE_COUNT_LIMIT',
      'OTEL_LINK_ATTRIBUTE_COUNT_LIMIT',
    ],
    effect: '2, 1, 1, 0: two of three events with one attribute each, one of three links without attributes',
    env: {
      OTEL_SPAN_EVENT_COUNT_LIMIT: '2',
      OTEL_SPAN_LINK_COUNT_LIMIT: '1',
      OTEL_EVENT_ATTRIBUTE_COUNT_LIMIT: '1',
      OTEL_LINK_ATTRIBUTE_COUNT_LIMIT: '0',
    },
    steps: ['chat', 'rich'],
    check: (outcome) => {
      const span = rich(outcome);
      expect(span?.events.map(({ attributes }) => Object.keys(attributes).length)).toEqual([1, 1]);
      expect(span?.links.map(({ attributes }) => Object.keys(attributes).length)).toEqual([0]);
    },
  },
  {
    of: ['OTEL_SPAN_EVENT_COUNT_LIMIT'],
    effect: 'unset: all three events and links with both attributes',
    env: {},
    steps: ['chat', 'rich'],
    check: (outcome) => {
      const span = rich(outcome);
      expect(span?.events.map(({ attributes }) => Object.keys(attributes).length)).toEqual([2, 2, 2]);
      expect(span?.links.map(({ attributes }) => Object.keys(attributes).length)).toEqual([2, 2, 2]);
    },
  },
];
