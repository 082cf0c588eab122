// The tracer of the general instrumentations: records nothing until a GenAI library has loaded, then opens telemetry.
import { context, createContextKey, ProxyTracerProvider, ROOT_CONTEXT, trace } from '@opentelemetry/api';
import type { LoggerProvider, MeterProvider, Tracer, TracerProvider } from '@opentelemetry/api';

/** Where general telemetry goes. */
export interface GeneralProviders {
  readonly tracerProvider: TracerProvider;
  readonly meterProvider?: MeterProvider;
  readonly loggerProvider?: LoggerProvider;
}

/** Shut until `start`; opened by the first general span after it, or by the first GenAI operation. */
export interface Gate {
  /** Telemetry may now be opened. */
  start(): void;
  /** Opens where allowed, and tells whether spans are recorded. */
  open(): boolean;
  /** A provider whose tracers look at the gate for each span. */
  tracerProvider(needsParent: boolean): TracerProvider;
}

/** `choose` gives the providers once; `opened` runs after it; while `isLeftToApp`, nothing is recorded. */
export function createGate(
  choose: () => GeneralProviders,
  isLeftToApp: () => boolean,
  opened: (providers: GeneralProviders) => void,
): Gate {
  let state: 'shut' | 'startable' | 'opening' | 'open' | 'unusable' = 'shut';
  let providers: GeneralProviders | undefined;
  const silent = new ProxyTracerProvider().getTracer('');

  const open = (): boolean => {
    // Asked each time: the app may register its SDK after the gate has opened.
    if (isLeftToApp()) return false;
    if (state !== 'startable') return state === 'open';
    state = 'opening';
    try {
      providers = choose();
      // An app's SDK on an older API shares no context with our copy: spans would be orphans.
      state = sharesContext() ? 'open' : 'unusable';
      if (state === 'open') opened(providers);
    } catch {
      state = 'unusable';
    }
    return state === 'open';
  };

  const createTracer = (needsParent: boolean, name: string, version: string | undefined): Tracer => {
    let real: Tracer | undefined;
    const choice = (): Tracer =>
      open() ? (real ??= providers?.tracerProvider.getTracer(name, version) ?? silent) : silent;
    return {
      startSpan: (spanName, options, from = context.active()) => {
        const tracer = needsParent && trace.getSpan(from) === undefined ? silent : choice();
        return tracer.startSpan(spanName, options, from);
      },
      startActiveSpan: (...args: unknown[]) => {
        const tracer = choice();
        return Reflect.apply(tracer.startActiveSpan, tracer, args);
      },
    };
  };

  return {
    start: () => {
      if (state === 'shut') state = 'startable';
    },
    open,
    tracerProvider: (needsParent) => ({
      getTracer: (name, version) => createTracer(needsParent, name, version),
    }),
  };
}

function sharesContext(): boolean {
  const key = createContextKey('@x/agent general');
  return context.with(ROOT_CONTEXT.setValue(key, true), () => context.active().getValue(key) === true);
}
