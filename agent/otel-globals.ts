// Our SDK in the OTel globals, for manual spans of apps without one, in a way that an app's later registration still wins.
import type { ContextManager, Tracer, TracerProvider } from '@opentelemetry/api';
import { callerApiVersion } from './api-version.ts';

/** The global that every OpenTelemetry API 1.x shares. */
export const API_KEY = Symbol.for('opentelemetry.js.api.1');

/** What we stand in for. */
export interface StandIns {
  readonly trace: TracerProvider;
  readonly context: ContextManager;
  readonly metrics: object;
  readonly logs: object;
  readonly propagation?: object;
  /** Our diagnostics logger, already registered; it falls silent where the app's SDK takes over. */
  readonly diag?: object;
}

/**
 * Read by API copies up to this minor version. A copy refuses to read a global older than itself, and refuses to register
 * where the version is not exactly its own; `version` therefore tells the registering copy its own.
 */
const STATED_VERSION = '1.10.0';

const ours = new WeakSet<object>();

/** True for what we have put into the globals ourselves. */
export function isOurs(part: unknown): boolean {
  return typeof part === 'object' && part !== null && ours.has(part);
}

/**
 * Puts the stand-ins where the app has registered nothing. An API's registration differs from its reads in that it assigns
 * the global before it looks at it: from there to its next access our parts are invisible to it, and what it writes stays.
 * `onTaken` runs for each part that the app registers in our place. Answers what the app's API now gets for traces and context.
 */
export function standIn(
  parts: StandIns,
  onTaken: (name: string) => void,
): Pick<StandIns, 'trace' | 'context'> {
  const app: Record<string, unknown> = { ...readGlobal() };
  if (parts.diag !== undefined) delete app['diag'];
  const trace = yieldingTracerProvider(parts.trace, () => app['trace']);
  const context = yieldingContextManager(parts.context, () => app['context']);
  const shown: Record<string, unknown> = { ...parts, trace, context };
  for (const part of Object.values(shown)) if (typeof part === 'object' && part !== null) ours.add(part);

  let registering: string | undefined;
  const isShown = (name: string) =>
    registering === undefined && (name !== 'diag' || app['trace'] === undefined);
  const facade = {};
  Object.defineProperty(facade, 'version', { enumerable: true, get: () => registering ?? STATED_VERSION });
  for (const name of new Set([...Object.keys(shown), ...Object.keys(app), 'diag'])) {
    if (name === 'version') continue;
    Object.defineProperty(facade, name, {
      configurable: true,
      enumerable: true,
      get: () => app[name] ?? (isShown(name) ? shown[name] : undefined),
      set: (part: unknown) => {
        const isTaken = app[name] === undefined && shown[name] !== undefined;
        app[name] = part;
        if (isTaken) onTaken(name);
      },
    });
  }
  Object.defineProperty(globalThis, API_KEY, {
    configurable: true,
    enumerable: false,
    get: () => {
      registering = undefined;
      return facade;
    },
    set: (value: unknown) => {
      if (value === facade) registering = callerApiVersion() ?? STATED_VERSION;
      else Object.defineProperty(globalThis, API_KEY, { configurable: true, writable: true, value });
    },
  });
  return { trace, context };
}

function readGlobal(): object {
  const api: unknown = Reflect.get(globalThis, API_KEY);
  return typeof api === 'object' && api !== null ? api : {};
}

/** Tracers that somebody keeps must follow the app's provider once there is one. */
function yieldingTracerProvider(own: TracerProvider, app: () => unknown): TracerProvider {
  return {
    getTracer(name, version, options) {
      let from: TracerProvider | undefined;
      let tracer: Tracer = own.getTracer(name, version, options);
      const current = (): Tracer => {
        const registered = app();
        if (isTracerProvider(registered) && registered !== from) {
          from = registered;
          tracer = registered.getTracer(name, version, options);
        }
        return tracer;
      };
      return {
        startSpan: (spanName, spanOptions, context) => current().startSpan(spanName, spanOptions, context),
        startActiveSpan: (...args: unknown[]) => {
          const now = current();
          return Reflect.apply(now.startActiveSpan, now, args);
        },
      };
    },
  };
}

function yieldingContextManager(own: ContextManager, app: () => unknown): ContextManager {
  const current = (): ContextManager => {
    const registered = app();
    return isContextManager(registered) ? registered : own;
  };
  const manager: ContextManager = {
    active: () => current().active(),
    with: (context, body, self, ...args) => current().with(context, body, self, ...args),
    bind: (context, target) => current().bind(context, target),
    enable: () => manager,
    disable: () => manager,
  };
  return manager;
}

/** A registered tracer provider. */
export function isTracerProvider(value: unknown): value is TracerProvider {
  return hasMethods(value, 'getTracer');
}

/** A registered context manager. */
export function isContextManager(value: unknown): value is ContextManager {
  return hasMethods(value, 'active', 'with', 'bind');
}

/** True for an object with all of these methods. */
export function hasMethods(value: unknown, ...methods: readonly string[]): boolean {
  return (
    typeof value === 'object' &&
    value !== null &&
    methods.every((name) => typeof Reflect.get(value, name) === 'function')
  );
}
