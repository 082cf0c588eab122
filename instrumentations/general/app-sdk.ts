// Reads whether the app has registered an OpenTelemetry SDK of its own.

/** The tracer provider in the global that every OpenTelemetry API 1.x shares, read raw. */
export function readAppTrace(): unknown {
  const api: unknown = Reflect.get(globalThis, Symbol.for('opentelemetry.js.api.1'));
  return typeof api === 'object' && api !== null ? Reflect.get(api, 'trace') : undefined;
}
