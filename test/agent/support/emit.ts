// One operation's worth of telemetry, as an app would cause it: a span, a log event, a metric point.
import type { Sdk } from '../../../agent/sdk.ts';

/** Names the receiver is asked for. */
export const NAMES = {
  span: 'chat',
  event: 'gen_ai.client.operation',
  metric: 'gen_ai.client.token.usage',
} as const;

/** Emits one of each signal; `id` is an attribute on all three. */
export function emitOne(sdk: Sdk, id: number): void {
  const attributes = { id };
  sdk.meterProvider.getMeter('test').createHistogram(NAMES.metric).record(7, attributes);
  sdk.loggerProvider.getLogger('test').emit({ eventName: NAMES.event, attributes });
  sdk.tracerProvider.getTracer('test').startSpan(NAMES.span, { attributes }).end();
}
