// OTEL_PROPAGATORS by name: the W3C pair, B3, X-Ray from packages, Jaeger and OT Trace (which have none) from here.
import { TraceFlags, isSpanContextValid, propagation, trace } from '@opentelemetry/api';
import type { Context, SpanContext, TextMapPropagator } from '@opentelemetry/api';
import {
  CompositePropagator,
  W3CBaggagePropagator,
  W3CTraceContextPropagator,
  isTracingSuppressed,
} from '@opentelemetry/core';
import { B3InjectEncoding, B3Propagator } from '@opentelemetry/propagator-b3';
import { AWSXRayPropagator } from '@opentelemetry/propagator-aws-xray';
import type { Log } from '../instrumentations/base/log.ts';

const PROPAGATORS: Readonly<Record<string, () => TextMapPropagator>> = {
  tracecontext: () => new W3CTraceContextPropagator(),
  baggage: () => new W3CBaggagePropagator(),
  b3: () => new B3Propagator(),
  b3multi: () => new B3Propagator({ injectEncoding: B3InjectEncoding.MULTI_HEADER }),
  xray: () => new AWSXRayPropagator(),
  jaeger: () => createHeaderPropagator(JAEGER),
  ottrace: () => createHeaderPropagator(OT_TRACE),
};

/** One composite of the named propagators; `undefined` for none. */
export function createPropagator(names: readonly string[], log: Log): TextMapPropagator | undefined {
  if (names.includes('none')) return undefined;
  const propagators = [...new Set(names)].flatMap((name) => {
    const create = PROPAGATORS[name];
    if (create === undefined) log.warn('GENAI_W309 propagator %s is not available and is left out', name);
    return create?.() ?? [];
  });
  return propagators.length === 0 ? undefined : new CompositePropagator({ propagators });
}

/** A wire format of plain headers with baggage entries under a prefix. */
interface HeaderFormat {
  readonly fields: readonly string[];
  readonly baggagePrefix: string;
  write(span: SpanContext): readonly (readonly [name: string, value: string])[];
  read(get: (name: string) => string | undefined): SpanContext | undefined;
}

const sampled = (span: SpanContext) => (span.traceFlags & TraceFlags.SAMPLED) !== 0;

/** `uber-trace-id: trace:span:parent:flags`, sometimes percent-encoded, ids without leading zeros. */
const JAEGER: HeaderFormat = {
  fields: ['uber-trace-id'],
  baggagePrefix: 'uberctx-',
  write: (span) => [['uber-trace-id', `${span.traceId}:${span.spanId}:0:0${sampled(span) ? 1 : 0}`]],
  read: (get) => {
    const [traceId, spanId, , flags] = decodeURIComponent(get('uber-trace-id') ?? '').split(':');
    return flags === undefined
      ? undefined
      : remoteSpan(traceId, spanId, (Number.parseInt(flags, 16) & 1) === 1);
  },
};

/** OpenTracing's basic tracer: 64-bit trace ids. */
const OT_TRACE: HeaderFormat = {
  fields: ['ot-tracer-traceid', 'ot-tracer-spanid', 'ot-tracer-sampled'],
  baggagePrefix: 'ot-baggage-',
  write: (span) => [
    ['ot-tracer-traceid', span.traceId.slice(-16)],
    ['ot-tracer-spanid', span.spanId],
    ['ot-tracer-sampled', String(sampled(span))],
  ],
  read: (get) => {
    const flag = get('ot-tracer-sampled');
    return remoteSpan(get('ot-tracer-traceid'), get('ot-tracer-spanid'), flag === 'true' || flag === '1');
  },
};

function remoteSpan(traceId = '', spanId = '', isSampled: boolean): SpanContext | undefined {
  const span: SpanContext = {
    traceId: traceId.toLowerCase().padStart(32, '0'),
    spanId: spanId.toLowerCase().padStart(16, '0'),
    traceFlags: isSampled ? TraceFlags.SAMPLED : TraceFlags.NONE,
    isRemote: true,
  };
  return isSpanContextValid(span) ? span : undefined;
}

function createHeaderPropagator(format: HeaderFormat): TextMapPropagator {
  return {
    fields: () => [...format.fields],
    inject: (context, carrier, setter) => {
      const span = trace.getSpanContext(context);
      if (span === undefined || !isSpanContextValid(span) || isTracingSuppressed(context)) return;
      for (const [name, value] of format.write(span)) setter.set(carrier, name, value);
      for (const [key, entry] of propagation.getBaggage(context)?.getAllEntries() ?? []) {
        setter.set(carrier, format.baggagePrefix + key, encodeURIComponent(entry.value));
      }
    },
    extract: (context, carrier, getter): Context => {
      const get = (name: string) => [getter.get(carrier, name)].flat()[0];
      try {
        const span = format.read(get);
        let next = span === undefined ? context : trace.setSpanContext(context, span);
        for (const name of getter.keys(carrier)) {
          if (!name.toLowerCase().startsWith(format.baggagePrefix)) continue;
          const baggage = propagation.getBaggage(next) ?? propagation.createBaggage();
          const entry = { value: decodeURIComponent(get(name) ?? '') };
          next = propagation.setBaggage(
            next,
            baggage.setEntry(name.slice(format.baggagePrefix.length), entry),
          );
        }
        return next;
      } catch {
        // A header that is not what it should be is no parent.
        return context;
      }
    },
  };
}
