// Watches for the first fetch: only then is the undici instrumentation loaded, and that first request is not lost.
import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import { context } from '@opentelemetry/api';
import { isTracingSuppressed } from '@opentelemetry/core';
import type { Gate } from './gate.ts';

const CREATED = 'undici:request:create';

/** Creates the instrumentation with the first request that counts, and hands that request to it. */
export function watchFetch(gate: Gate, create: () => object | undefined): void {
  const first = (message: unknown) => {
    try {
      if (isTracingSuppressed(context.active()) || !gate.open()) return;
      unsubscribe(CREATED, first);
      const instance = create();
      // A channel publishes to those who had subscribed before: the new subscriber does not see this message.
      const onCreated: unknown =
        instance === undefined ? undefined : Reflect.get(instance, 'onRequestCreated');
      if (typeof onCreated === 'function') Reflect.apply(onCreated, instance, [message]);
    } catch {
      unsubscribe(CREATED, first);
    }
  };
  subscribe(CREATED, first);
}
