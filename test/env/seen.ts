// Short questions to a receiver, as the rows of these tables ask them.
import type { ReceivedMetric, ReceivedPoint, Receiver } from '../support/receiver/receiver.ts';
import type { Signal } from '../../env-config/config.ts';

/** The signals that arrived, in alphabetical order. */
export function signals(receiver: Receiver): Signal[] {
  const arrived = receiver.requests().filter(({ answer }) => answer === 'ok');
  return [...new Set(arrived.map(({ signal }) => signal))].sort();
}

/** How many requests one signal made, answered or not. */
export function requestCount(receiver: Receiver, signal: Signal): number {
  return receiver.requests().filter((request) => request.signal === signal).length;
}

/** One request header of each signal that arrived. */
export function header(receiver: Receiver, name: string): Record<string, string | undefined> {
  return Object.fromEntries(receiver.requests().map(({ signal, headers }) => [signal, headers[name]]));
}

/** The exports of one metric. */
export function metric(receiver: Receiver, name: string): ReceivedMetric[] {
  return receiver.metrics().filter((one) => one.name === name);
}

/** The points of one metric over all exports. */
export function points(receiver: Receiver, name = 'gen_ai.client.operation.duration'): ReceivedPoint[] {
  return metric(receiver, name).flatMap((one) => one.points);
}

/** Names of the spans, in order of arrival. */
export function spanNames(receiver: Receiver): string[] {
  return receiver.spans().map(({ name }) => name);
}

/** The whole of what arrived, as text. */
export function everything(receiver: Receiver): string {
  const plain = (_: string, value: unknown) => (typeof value === 'bigint' ? String(value) : value);
  return JSON.stringify([receiver.spans(), receiver.logs(), receiver.metrics(), receiver.requests()], plain);
}
