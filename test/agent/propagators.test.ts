// Each propagator of OTEL_PROPAGATORS against the headers its own documentation shows.
import { describe, expect, test } from '@jest/globals';
import {
  ROOT_CONTEXT,
  TraceFlags,
  defaultTextMapGetter,
  defaultTextMapSetter,
  propagation,
  trace,
} from '@opentelemetry/api';
import { createLog } from '../../instrumentations/base/log.ts';
import { createPropagator } from '../../agent/propagators.ts';

const TRACE = '4bf92f3577b34da6a3ce929d0e0e4736';
const SPAN = '00f067aa0ba902b7';
const silent = createLog('none');

const HEADERS = {
  tracecontext: { traceparent: `00-${TRACE}-${SPAN}-01` },
  b3: { b3: `${TRACE}-${SPAN}-1` },
  b3multi: { 'x-b3-traceid': TRACE, 'x-b3-spanid': SPAN, 'x-b3-sampled': '1' },
  jaeger: { 'uber-trace-id': `${TRACE}:${SPAN}:0:01` },
  xray: { 'x-amzn-trace-id': `Root=1-4bf92f35-77b34da6a3ce929d0e0e4736;Parent=${SPAN};Sampled=1` },
} as const;

describe.each(Object.entries(HEADERS))('%s', (name, headers) => {
  test('writes its headers', () => {
    const carrier: Record<string, string> = {};
    const context = trace.setSpanContext(ROOT_CONTEXT, {
      traceId: TRACE,
      spanId: SPAN,
      traceFlags: TraceFlags.SAMPLED,
    });
    createPropagator([name], silent)?.inject(context, carrier, defaultTextMapSetter);
    expect(carrier).toEqual(headers);
  });

  test('reads its headers', () => {
    const context = createPropagator([name], silent)?.extract(ROOT_CONTEXT, headers, defaultTextMapGetter);
    const span = context === undefined ? undefined : trace.getSpanContext(context);
    expect(span).toMatchObject({ traceId: TRACE, spanId: SPAN, traceFlags: 1, isRemote: true });
  });
});

describe('ottrace', () => {
  const headers = {
    'ot-tracer-traceid': 'a3ce929d0e0e4736',
    'ot-tracer-spanid': SPAN,
    'ot-tracer-sampled': 'true',
  };

  test('writes the low half of the trace id and baggage', () => {
    const carrier: Record<string, string> = {};
    const span = { traceId: TRACE, spanId: SPAN, traceFlags: TraceFlags.SAMPLED };
    const baggage = propagation.createBaggage({ user: { value: 'a b' } });
    const context = propagation.setBaggage(trace.setSpanContext(ROOT_CONTEXT, span), baggage);
    createPropagator(['ottrace'], silent)?.inject(context, carrier, defaultTextMapSetter);
    expect(carrier).toEqual({ ...headers, 'ot-baggage-user': 'a%20b' });
  });

  test('reads a 64-bit trace id', () => {
    const context = createPropagator(['ottrace'], silent)?.extract(
      ROOT_CONTEXT,
      headers,
      defaultTextMapGetter,
    );
    const span = context === undefined ? undefined : trace.getSpanContext(context);
    expect(span).toMatchObject({ traceId: '0000000000000000a3ce929d0e0e4736', spanId: SPAN, traceFlags: 1 });
  });
});

describe('what cannot be used', () => {
  test.each(['nonsense', '%E0%A4%A', `${TRACE}:0:0:1`, ''])('a jaeger header of %j is no parent', (value) => {
    const carrier = { 'uber-trace-id': value };
    const context = createPropagator(['jaeger'], silent)?.extract(
      ROOT_CONTEXT,
      carrier,
      defaultTextMapGetter,
    );
    expect(context === undefined ? undefined : trace.getSpanContext(context)).toBeUndefined();
  });

  test('an unknown name is told and left out', () => {
    const lines: string[] = [];
    const log = createLog('warn', (line) => lines.push(line));
    expect(createPropagator(['sw8', 'tracecontext'], log)?.fields()).toContain('traceparent');
    expect(lines.join('')).toContain('sw8');
  });

  test('none gives none', () => expect(createPropagator(['none'], silent)).toBeUndefined());
});
