// Whose providers telemetry goes to: the app's where it registered some, ours where it did not. GENAI_SDK decides.
import type { ContextManager, LoggerProvider, MeterProvider, TracerProvider } from '@opentelemetry/api';
import type { Config } from '../env-config/config.ts';
import type { Log } from '../instrumentations/base/log.ts';
import type { GapSink } from '../instrumentations/emitters/metrics.ts';
import { ProxyTracerProvider } from '@opentelemetry/api';
import { loadChunk } from './chunks.ts';

/** The providers in use. */
export interface Providers {
  readonly tracerProvider: TracerProvider;
  readonly meterProvider?: MeterProvider;
  readonly loggerProvider?: LoggerProvider;
  readonly contextManager: ContextManager | undefined;
  /** Absent where the app's metrics SDK is used: it takes no counts from outside. */
  readonly sinkGaps?: GapSink;
}

/** What an app's copy of the OTel API has registered, read raw: our copy refuses a global of another minor version. */
export interface AppGlobals {
  readonly trace?: TracerProvider;
  readonly metrics?: MeterProvider;
  readonly logs?: LoggerProvider;
  readonly context?: ContextManager;
}

/** An API without a registered global: its tracers record nothing. */
const NO_TRACER: TracerProvider = new ProxyTracerProvider();

/** Chooses at the first operation. `beforeFlush` runs at exit, ahead of our last flush. */
export function chooseProviders(config: Config, log: Log, beforeFlush: () => void): Providers {
  const app = readAppGlobals();
  if (config.sdkMode === 'app' || (config.sdkMode === 'auto' && app.trace !== undefined)) {
    if (app.trace === undefined) {
      log.warn('GENAI_W103 GENAI_SDK=app but the application has registered no OpenTelemetry SDK before its first GenAI call; nothing is sent');
    }
    // The app's SDK flushes as the app arranged it; what is still running must have ended by then.
    process.once('exit', beforeFlush);
    log.info("GENAI_I101 using the application's OpenTelemetry SDK");
    return {
      tracerProvider: app.trace ?? NO_TRACER,
      ...(app.metrics === undefined ? {} : { meterProvider: app.metrics }),
      ...(app.logs === undefined ? {} : { loggerProvider: app.logs }),
      contextManager: app.context,
    };
  }
  return loadChunk('sdk').openOwnSdk(config, log, beforeFlush);
}

/** Reads the globals that every OpenTelemetry API 1.x shares. */
export function readAppGlobals(): AppGlobals {
  const api: unknown = Reflect.get(globalThis, Symbol.for('opentelemetry.js.api.1'));
  const app: { -readonly [Key in keyof AppGlobals]: AppGlobals[Key] } = {};
  if (typeof api === 'object' && api !== null) {
    const trace: unknown = Reflect.get(api, 'trace');
    const metrics: unknown = Reflect.get(api, 'metrics');
    const logs: unknown = Reflect.get(api, 'logs');
    const context: unknown = Reflect.get(api, 'context');
    if (has(trace, 'getTracer')) app.trace = trace;
    if (has(metrics, 'getMeter')) app.metrics = metrics;
    if (has(logs, 'getLogger')) app.logs = logs;
    if (has(context, 'with') && has(context, 'active')) app.context = context;
  }
  if (app.logs === undefined) {
    // api-logs 0.x keeps its provider behind a function of the API's version; 1 was the last one.
    const getLogs: unknown = Reflect.get(globalThis, Symbol.for('io.opentelemetry.js.api.logs'));
    const logs: unknown = typeof getLogs === 'function' ? getLogs(1) : undefined;
    if (has(logs, 'getLogger')) app.logs = logs;
  }
  return app;
}

function has(value: unknown, method: string): value is AppPart {
  return typeof value === 'object' && value !== null && typeof Reflect.get(value, method) === 'function';
}

type AppPart = TracerProvider & MeterProvider & LoggerProvider & ContextManager;
