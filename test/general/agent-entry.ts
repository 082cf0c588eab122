// Stands for the agent in these tests: arms the general instrumentations, calls openai loading "GenAI", prints the spans.
import Module, { createRequire, registerHooks } from 'node:module';
import { context, propagation, trace } from '@opentelemetry/api';
import { AsyncLocalStorageContextManager } from '@opentelemetry/context-async-hooks';
import { suppressTracing, W3CTraceContextPropagator } from '@opentelemetry/core';
import { InMemorySpanExporter, SimpleSpanProcessor, TracerProvider } from '@opentelemetry/sdk-trace';
import { armGeneral } from '../../instrumentations/general/arm.ts';

const require = createRequire(import.meta.url);
const load = (name: string) => require(`./${name}.js`);
const exporter = new InMemorySpanExporter();
const chunks: string[] = [];

const providers = () => {
  const tracerProvider = new TracerProvider({ spanProcessors: [new SimpleSpanProcessor({ exporter })] });
  const manager = new AsyncLocalStorageContextManager();
  manager.enable();
  context.setGlobalContextManager(manager);
  propagation.setGlobalPropagator(new W3CTraceContextPropagator());
  trace.setGlobalTracerProvider(tracerProvider);
  return { tracerProvider };
};

/** What the app registered before the first GenAI library; the agent itself tells its own stand-ins from the app's. */
let appTrace: unknown;
const mode = process.env['MODE'] === 'on' ? 'on' : process.env['MODE'] === 'off' ? 'off' : 'auto';
let driver: ReturnType<typeof open> | undefined;
const open = () => {
  appTrace = Reflect.get(Reflect.get(globalThis, Symbol.for('opentelemetry.js.api.1')) ?? {}, 'trace');
  return load('general').openDriver({
    mode,
    instrumentations: JSON.parse(process.env['LISTS'] ?? '{"disabled":[]}'),
    load: (name: string) => {
      chunks.push(name);
      return load(name);
    },
    providers,
    isLeftToApp: () => appTrace !== undefined && appTrace === Reflect.get(Reflect.get(globalThis, Symbol.for('opentelemetry.js.api.1')) ?? {}, 'trace'),
    debug: () => undefined,
  });
};
const general = armGeneral({ mode, seesBuiltins: true, driver: () => (driver ??= open()) });

const isGenai = (path: string) =>
  /[\\/](?:openai[\\/]resources[\\/]chat[\\/]completions[\\/]completions\.m?js|genai\.[cm]js)$/.test(path);
Object.defineProperty(globalThis, Symbol.for('test.genai'), { value: () => general.genaiLoaded() });
registerHooks({
  load(url, options, nextLoad) {
    if (url.startsWith('node:')) general.builtin(url);
    const loaded = nextLoad(url, options);
    if (!isGenai(url) || loaded.format !== 'module') return loaded;
    return { ...loaded, source: `${String(loaded.source)}\n;globalThis[Symbol.for("test.genai")]();` };
  },
});
const prototype = Module.prototype as unknown as {
  _compile(content: string, filename: string, format?: string): unknown;
};
const compile = prototype._compile;
prototype._compile = function (content, filename, ...rest) {
  const result = Reflect.apply(compile, this, [content, filename, ...rest]);
  general.compiled(this, filename);
  if (isGenai(filename)) general.genaiLoaded();
  return result;
};

/** For the fixture apps: a span of the agent's own, and what an exporter does around its requests. */
Object.assign(globalThis, {
  suppressed: (run: () => unknown) => context.with(suppressTracing(context.active()), run),
  chatSpan: async (run: () => Promise<unknown>) => {
    driver?.open();
    return trace.getTracer('agent').startActiveSpan('chat', async (span) => {
      try {
        return await run();
      } finally {
        span.end();
      }
    });
  },
});
process.on('exit', () => {
  const spans = exporter.getFinishedSpans().map((span) => ({
    name: span.name,
    kind: span.kind,
    scope: span.instrumentationScope.name.replace('@opentelemetry/instrumentation-', ''),
    id: span.spanContext().spanId,
    trace: span.spanContext().traceId,
    parent: span.parentSpanContext?.spanId,
  }));
  if (process.env['SPANS'] !== undefined)
    require('node:fs').writeFileSync(process.env['SPANS'], JSON.stringify({ spans, chunks }));
});
