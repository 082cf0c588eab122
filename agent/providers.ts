// Whose providers telemetry goes to: the app's where it registered some, ours where it did not. GENAI_SDK decides.
import { ProxyTracerProvider } from '@opentelemetry/api';
import type { ContextManager, LoggerProvider, MeterProvider, TracerProvider } from '@opentelemetry/api';
import type { Config } from '../env-config/config.ts';
import type { Log } from '../instrumentations/base/log.ts';
import type { GapSink } from '../instrumentations/emitters/metrics.ts';
import { loadChunk } from './chunks.ts';
import { API_KEY, hasMethods, isContextManager, isOurs, isTracerProvider } from './otel-globals.ts';

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

/** Asked for the providers at each operation. */
export interface ProviderChoice {
  /** The providers to use now; the same object as before unless the app has registered something since. */
  current(): Providers;
}

/** An API without a registered global: its tracers record nothing. */
const NO_TRACER: TracerProvider = new ProxyTracerProvider();

/**
 * Makes the choice, and makes it again where the app registers later. In `auto` and `app` an app that has registered a
 * tracer provider has taken over: metrics and logs then go only where it registered providers for them too.
 * `beforeFlush` runs at exit, ahead of the last flush.
 */
export function openProviders(config: Config, log: Log, beforeFlush: () => void): ProviderChoice {
  let own: Providers | undefined;
  let chosenFor: AppGlobals | undefined;
  let chosen: Providers | undefined;
  let endsAtExit = false;
  const ownSdk = () => (own ??= loadChunk('sdk').openOwnSdk(config, log, beforeFlush));
  const appSdk = (app: AppGlobals): Providers => {
    // The app's SDK flushes as the app arranged it; what is still running must have ended by then.
    if (!endsAtExit && own === undefined) process.once('exit', beforeFlush);
    endsAtExit = true;
    log.info("GENAI_I101 using the application's OpenTelemetry SDK");
    return {
      tracerProvider: app.trace ?? NO_TRACER,
      ...(app.metrics === undefined ? {} : { meterProvider: app.metrics }),
      ...(app.logs === undefined ? {} : { loggerProvider: app.logs }),
      contextManager: app.context,
    };
  };
  // The SDK of a declarative configuration registers itself in the globals, and is found there like an app's.
  const isDeclared =
    config.configFile !== undefined && config.sdkMode !== 'app' && readAppGlobals().trace === undefined;
  if (isDeclared) startDeclared(config.configFile, log);
  const current = (): Providers => {
    if (config.sdkMode === 'own' && !isDeclared) return ownSdk();
    const app = readAppGlobals();
    if (chosen !== undefined && chosenFor !== undefined && isSame(app, chosenFor)) return chosen;
    if (config.sdkMode === 'app' && app.trace === undefined && chosen === undefined) {
      log.warn(
        'GENAI_W103 GENAI_SDK=app but the application has registered no OpenTelemetry SDK before its first GenAI call; nothing is sent until it does',
      );
    }
    chosenFor = app;
    return (chosen = config.sdkMode === 'app' || app.trace !== undefined ? appSdk(app) : ownSdk());
  };
  return { current };
}

function startDeclared(configFile: string, log: Log): void {
  try {
    loadChunk('declarative').startDeclarativeSdk(configFile);
  } catch (error) {
    log.warn(
      'GENAI_W106 OTEL_CONFIG_FILE=%s cannot be used (%s); the other variables are used instead',
      configFile,
      String(error),
    );
  }
}

function isSame(one: AppGlobals, other: AppGlobals): boolean {
  return (
    one.trace === other.trace &&
    one.metrics === other.metrics &&
    one.logs === other.logs &&
    one.context === other.context
  );
}

/** Reads the globals that every OpenTelemetry API 1.x shares; what we put there ourselves does not count. */
export function readAppGlobals(): AppGlobals {
  const api: unknown = Reflect.get(globalThis, API_KEY);
  const part = (name: string): unknown => {
    const value: unknown = typeof api === 'object' && api !== null ? Reflect.get(api, name) : undefined;
    return isOurs(value) ? undefined : value;
  };
  const [trace, metrics, logs, context] = [
    part('trace'),
    part('metrics'),
    part('logs') ?? readApiLogs(),
    part('context'),
  ];
  return {
    ...(isTracerProvider(trace) ? { trace } : {}),
    ...(isMeterProvider(metrics) ? { metrics } : {}),
    ...(isLoggerProvider(logs) ? { logs } : {}),
    ...(isContextManager(context) ? { context } : {}),
  };
}

/** api-logs 0.x keeps its provider behind a function of the version of its interface: 1 in every release so far. */
function readApiLogs(): unknown {
  const getLogs: unknown = Reflect.get(globalThis, Symbol.for('io.opentelemetry.js.api.logs'));
  return typeof getLogs === 'function' ? getLogs(1) : undefined;
}

function isMeterProvider(value: unknown): value is MeterProvider {
  return hasMethods(value, 'getMeter');
}

function isLoggerProvider(value: unknown): value is LoggerProvider {
  return hasMethods(value, 'getLogger');
}
