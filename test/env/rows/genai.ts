// Rows: content, events and the agent's other own variables.
import { expect } from '@jest/globals';
import type { PlainValue } from '../../support/receiver/receiver.ts';
import type { Outcome, Row } from '../row.ts';
import { everything, signals } from '../seen.ts';

const INPUT = 'gen_ai.input.messages';
const OUTPUT = 'gen_ai.output.messages';
const PROMPT = 'a line of a poem';
const ANSWER = 'Roses are red';
const CAPTURE = 'GENAI_CAPTURE_CONTENT';
const SUITE_CAPTURE = 'OTEL_INSTRUMENTATION_GENAI_CAPTURE_MESSAGE_CONTENT';

/** Variable and value -> whether content is on spans and in events. */
const CAPTURED: readonly (readonly [
  name: string,
  value: string | undefined,
  span: boolean,
  event: boolean,
])[] = [
  [CAPTURE, undefined, false, false],
  [CAPTURE, 'none', false, false],
  [CAPTURE, 'span', true, false],
  [CAPTURE, 'event', false, true],
  [CAPTURE, 'both', true, true],
  [CAPTURE, 'no_content', false, false],
  [CAPTURE, 'SPAN_ONLY', true, false],
  [CAPTURE, 'event_only', false, true],
  [CAPTURE, 'span_and_event', true, true],
  [CAPTURE, 'true', true, true],
  [CAPTURE, 'false', false, false],
  [SUITE_CAPTURE, 'SPAN_ONLY', true, false],
];

const captures: readonly Row[] = CAPTURED.map(([name, value, span, event]) => ({
  of: [name],
  effect: `${value ?? 'unset'}: content ${span ? 'on' : 'not on'} the span, ${event ? 'in' : 'not in'} the event`,
  env: value === undefined ? {} : { [name]: value },
  check: (outcome) => {
    const { receiver, lines } = outcome;
    const [onSpan, inEvent] = contents(outcome);
    expect(typeof onSpan).toBe(span ? 'string' : 'undefined');
    if (span) expect(JSON.parse(String(onSpan))).toEqual(MESSAGES);
    expect(inEvent).toEqual(event ? MESSAGES : undefined);
    expect(everything(receiver).includes(PROMPT)).toBe(span || event);
    expect(everything(receiver).includes(ANSWER)).toBe(span || event);
    expect(lines).toEqual([]);
  },
}));

/** gen-ai-input-messages schema. */
const MESSAGES = [{ role: 'user', parts: [{ type: 'text', content: PROMPT }] }];

function contents({ receiver }: Outcome, name = INPUT): [PlainValue | undefined, PlainValue | undefined] {
  return [receiver.spans()[0]?.attributes[name], receiver.logs()[0]?.attributes[name]];
}

const pairs = (
  names: readonly (readonly [name: string, value: string])[],
  row: (name: string, value: string) => Omit<Row, 'of' | 'env'>,
): Row[] => names.map(([name, value]) => ({ of: [name], env: { [name]: value }, ...row(name, value) }));

/** GENAI_* and other tools' names for them. */
export const GENAI_ROWS: readonly Row[] = [
  ...captures,
  {
    of: ['GENAI_MAX_CONTENT_BYTES'],
    effect: '12: content is cut within that many bytes and marked, and stays valid JSON',
    env: { [CAPTURE]: 'both', GENAI_MAX_CONTENT_BYTES: '12' },
    check: (outcome) => {
      const [onSpan] = contents(outcome);
      expect(Array.isArray(JSON.parse(String(onSpan)))).toBe(true);
      expect(everything(outcome.receiver)).not.toContain(PROMPT);
      expect(everything(outcome.receiver)).not.toContain(ANSWER);
      expect(String(onSpan)).toContain('[cut]');
    },
  },
  {
    of: ['GENAI_REDACT_PATHS'],
    effect: 'input_messages.*.parts.*.content: the prompt is replaced everywhere, the answer is not',
    env: { [CAPTURE]: 'both', GENAI_REDACT_PATHS: 'input_messages.*.parts.*.content' },
    check: (outcome) => {
      const redacted = [{ role: 'user', parts: [{ type: 'text', content: '[REDACTED]' }] }];
      const [onSpan, inEvent] = contents(outcome);
      expect(JSON.parse(String(onSpan))).toEqual(redacted);
      expect(inEvent).toEqual(redacted);
      expect(everything(outcome.receiver)).not.toContain(PROMPT);
      expect(String(contents(outcome, OUTPUT)[0])).toContain(ANSWER);
    },
  },
  ...pairs(
    [
      ['GENAI_ENABLE_EVENTS', 'false'],
      ['LITELLM_OTEL_INTEGRATION_ENABLE_EVENTS', 'false'],
      ['OTEL_INSTRUMENTATION_GENAI_EMIT_EVENT', 'false'],
      ['OPENLIT_DISABLE_EVENTS', 'true'],
    ],
    (_, value) => ({
      effect: `${value}: no events; spans and metrics as before`,
      check: ({ receiver }) => expect(signals(receiver)).toEqual(['metrics', 'traces']),
    }),
  ),
  ...pairs(
    [
      ['GENAI_SPAN_ATTRIBUTES', 'team=a%20b,tier=gold'],
      ['OPENLIT_CUSTOM_SPAN_ATTRIBUTES', '{"team":"a b","tier":"gold"}'],
    ],
    () => ({
      effect: 'on every GenAI span, and on no point',
      steps: ['chat', 'stream', 'fail'],
      check: ({ receiver }) => {
        expect(receiver.spans()).toHaveLength(3);
        for (const { attributes } of receiver.spans())
          expect(attributes).toMatchObject({ team: 'a b', tier: 'gold' });
        for (const { points } of receiver.metrics()) expect(points[0]?.attributes).not.toHaveProperty('team');
      },
    }),
  ),
  ...(
    [
      [undefined, 'off', undefined],
      ['off', 'off', undefined],
      ['request', 'request', 11],
    ] as const
  ).map(([value, mode, tokens]): Row => ({
    of: ['GENAI_STREAM_USAGE'],
    effect: `${value ?? 'unset'}: ${tokens === undefined ? 'usage is not asked for' : 'usage is asked for, and the app does not see the extra chunk'}`,
    env: value === undefined ? {} : { GENAI_STREAM_USAGE: value },
    steps: [`stream:usage-${String(value)}`],
    check: ({ receiver, provider, stdout }) => {
      const [asked] = provider.requests.filter(({ body }) => body.includes(`"usage-${String(value)}"`));
      expect(asked?.body.includes('include_usage')).toBe(mode === 'request');
      expect(stdout).toBe(`stream=${ANSWER} bare=0\n`);
      expect(receiver.spans()[0]?.attributes['gen_ai.usage.input_tokens']).toBe(tokens);
    },
  })),
  {
    of: ['GENAI_SEMCONV'],
    effect: 'a dialect of a later version beside semconv: a line names it, semconv is emitted',
    env: { GENAI_SEMCONV: 'semconv,openinference' },
    check: ({ receiver, lines }) => {
      expect(lines).toHaveLength(1);
      expect(lines[0]).toMatch(/GENAI_SEMCONV="openinference" is not accepted.*accepted:.*semconv/);
      expect(receiver.spans()[0]?.attributes).toHaveProperty(['gen_ai.operation.name'], 'chat');
    },
  },
  ...pairs(
    ['GENAI_PROFILE', 'GENAI_HOOKS', 'GENAI_PRICING_FILE', 'OPENLIT_PRICING_JSON', 'GENAI_NATIVE'].map(
      (name) => [name, 'whatever'] as const,
    ),
    (name) => ({
      effect: 'a line says that this version does not have it; nothing else changes',
      check: ({ receiver, lines }) => {
        expect(lines).toEqual([
          `[@x/agent] GENAI_W005 ${name}="whatever" is not available in this version; ignored`,
        ]);
        expect(signals(receiver)).toEqual(['logs', 'metrics', 'traces']);
      },
    }),
  ),
];
