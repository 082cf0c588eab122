// Reads pending metric points synchronously from the pinned SDK's internals: in `exit` nothing can be awaited.
import type {
  CollectionResult,
  MetricData,
  MetricProducer,
  ResourceMetrics,
  ScopeMetrics,
} from '@opentelemetry/sdk-metrics';
import { millisToHrTime } from '@opentelemetry/core';
import type { HrTime } from '@opentelemetry/api';
import type { InstrumentationScope } from '@opentelemetry/core';
import type { Resource } from '@opentelemetry/resources';

/** The part of sdk-metrics 3.1.1's MetricCollector that its own `collect` walks. */
interface Collector {
  readonly _sharedState: { readonly resource: Resource; readonly meterSharedStates: Map<string, unknown> };
}

interface MeterState {
  readonly _instrumentationScope: InstrumentationScope;
  readonly metricStorageRegistry: { getStorages(collector: unknown): readonly Storage[] };
}

interface Storage {
  collect(collector: unknown, time: HrTime): MetricData | undefined;
}

/** How a reading ended: `metrics` is absent where nothing is pending, `isUnknownSdk` where the internals changed. */
export interface Reading {
  readonly metrics?: ResourceMetrics;
  readonly isUnknownSdk: boolean;
}

/**
 * Collects what synchronous instruments have recorded since the last collection. Observable instruments keep the
 * values of that collection: their callbacks may be asynchronous and are not run again.
 */
export function collectNow(
  collector: MetricProducer | undefined,
  producers: readonly { collectNow(): CollectionResult }[],
): Reading {
  if (!isCollector(collector)) return { isUnknownSdk: true };
  const { resource, meterSharedStates } = collector._sharedState;
  const time = millisToHrTime(Date.now());
  const scopeMetrics: ScopeMetrics[] = [];
  for (const state of meterSharedStates.values()) {
    if (!isMeterState(state)) return { isUnknownSdk: true };
    const storages = state.metricStorageRegistry.getStorages(collector);
    const metrics = storages.flatMap((storage) => storage.collect(collector, time) ?? []);
    if (metrics.length > 0) scopeMetrics.push({ scope: state._instrumentationScope, metrics });
  }
  for (const producer of producers) scopeMetrics.push(...producer.collectNow().resourceMetrics.scopeMetrics);
  return { isUnknownSdk: false, ...(scopeMetrics.length > 0 ? { metrics: { resource, scopeMetrics } } : {}) };
}

function isCollector(value: unknown): value is Collector {
  const state = property(value, '_sharedState');
  return property(state, 'meterSharedStates') instanceof Map && property(state, 'resource') !== undefined;
}

function isMeterState(value: unknown): value is MeterState {
  return (
    property(value, '_instrumentationScope') !== undefined &&
    typeof property(property(value, 'metricStorageRegistry'), 'getStorages') === 'function'
  );
}

function property(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null ? Reflect.get(value, name) : undefined;
}
