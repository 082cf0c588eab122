// Finds the instrumentation class in a package's chunk, and says how ours are configured.
import { context } from '@opentelemetry/api';
import type { LoggerProvider, MeterProvider, TracerProvider } from '@opentelemetry/api';
import { isTracingSuppressed } from '@opentelemetry/core';
import type { Gate } from './gate.ts';

/** What we use of an instrumentation. */
export interface GeneralInstance {
  setTracerProvider(provider: TracerProvider): void;
  setMeterProvider(provider: MeterProvider): void;
  setLoggerProvider(provider: LoggerProvider): void;
}

/** Creates the one instrumentation a chunk exports; `undefined` where there is none. */
export function createInstance(chunk: unknown, options: object): GeneralInstance | undefined {
  if (typeof chunk !== 'object' || chunk === null) return undefined;
  const name = Object.keys(chunk).find((key) => key.endsWith('Instrumentation'));
  const Class: unknown = name === undefined ? undefined : Reflect.get(chunk, name);
  if (typeof Class !== 'function') return undefined;
  const instance: unknown = Reflect.construct(Class, [options]);
  return isInstance(instance) ? instance : undefined;
}

/** Options by id. Ignored requests inject no headers and count in no metric: neither before the gate opens, nor our exports. */
export function hooksOf(id: string, gate: Gate): object {
  const isIgnored = () => isTracingSuppressed(context.active()) || !gate.open();
  if (id === 'http')
    return { ignoreIncomingRequestHook: () => !gate.open(), ignoreOutgoingRequestHook: isIgnored };
  return id === 'undici' ? { ignoreRequestHook: isIgnored } : {};
}

function isInstance(value: unknown): value is GeneralInstance {
  const methods = ['setTracerProvider', 'setMeterProvider', 'setLoggerProvider'];
  return (
    typeof value === 'object' &&
    value !== null &&
    methods.every((name) => typeof Reflect.get(value, name) === 'function')
  );
}
