// Wires the OpenTelemetry SDK from the configuration: providers, queues, exporters; nothing here reads the environment.
import { setTimeout as sleep } from 'node:timers/promises';
import type { ContextManager, TextMapPropagator } from '@opentelemetry/api';
import { AsyncLocalStorageContextManager } from '@opentelemetry/context-async-hooks';
import { LoggerProvider } from '@opentelemetry/sdk-logs';
import { MeterProvider } from '@opentelemetry/sdk-metrics';
import { TracerProvider } from '@opentelemetry/sdk-trace';
import type { Config } from '../env-config/config.ts';
import type { Log } from '../instrumentations/base/log.ts';
import { openLogExport, openMetricExport, openSpanExport } from './exporters/pipelines.ts';
import type { SyncMetricProducer } from './exporters/metric-reader.ts';
import { createCourier } from './exporters/courier.ts';
import type { Route } from './exporters/route.ts';
import { createPropagator } from './propagators.ts';
import { createResource } from './resource.ts';
import { createSampler } from './sdk-sampler.ts';
import { version } from './version.ts';

/** A running SDK. It is not registered in the OTel globals; own-sdk.ts does that. */
export interface Sdk {
  readonly tracerProvider: TracerProvider;
  readonly meterProvider: MeterProvider;
  readonly loggerProvider: LoggerProvider;
  readonly contextManager: ContextManager;
  readonly propagator: TextMapPropagator | undefined;
  /** Sends what is pending and stops. Never rejects. */
  shutdown(): Promise<void>;
  /** Blocks until everything pending has been sent, at most `shutdownTimeoutMs`. Never throws; the SDK stays usable. */
  drainSync(): void;
}

/** Starts providers for all three signals. No thread and no connection before the first export. */
export function startSdk(config: Config, log: Log, metricProducers: readonly SyncMetricProducer[] = []): Sdk {
  const resource = createResource(config, log);
  // Until somebody waits, the SDK counts detected attributes as pending and complains at every export.
  void resource.waitForAsyncAttributes?.();
  const routes: Route[] = [
    { signal: 'traces', ...config.traces.otlp },
    { signal: 'metrics', ...config.metrics.otlp },
    { signal: 'logs', ...config.logs.otlp },
  ];
  const courier = createCourier(routes, `x-agent/${version} OTel-OTLP-Exporter-JavaScript`, log);
  let isDraining = false;
  const wiring = { config, log, resource, courier, isDraining: () => isDraining };
  const spans = openSpanExport(wiring);
  const points = openMetricExport(wiring, metricProducers);
  const records = openLogExport(wiring);

  const { limits } = config;
  const spanValueLength = limits.spanAttributeValueLength ?? limits.attributeValueLength;
  const logValueLength = limits.logRecordAttributeValueLength ?? limits.attributeValueLength;
  const tracerProvider = new TracerProvider({
    resource,
    sampler: createSampler(config.sampler, log),
    spanProcessors: spans.processors,
    spanLimits: {
      attributeCountLimit: limits.spanAttributeCount,
      eventCountLimit: limits.spanEventCount,
      linkCountLimit: limits.spanLinkCount,
      attributePerEventCountLimit: limits.eventAttributeCount,
      attributePerLinkCountLimit: limits.linkAttributeCount,
      ...(spanValueLength === undefined ? {} : { attributeValueLengthLimit: spanValueLength }),
    },
  });
  const meterProvider = new MeterProvider({ resource, readers: points.readers });
  const loggerProvider = new LoggerProvider({
    resource,
    processors: records.processors,
    logRecordLimits: {
      attributeCountLimit: limits.logRecordAttributeCount,
      ...(logValueLength === undefined ? {} : { attributeValueLengthLimit: logValueLength }),
    },
  });
  const contextManager = new AsyncLocalStorageContextManager().enable();

  const drainSync = () => {
    if (isDraining) return;
    isDraining = true;
    try {
      spans.drain();
      points.drain();
      records.drain();
      courier.drain(config.shutdownTimeoutMs);
    } catch (error) {
      log.warn('GENAI_W310 the last telemetry could not be sent: %s', error);
    } finally {
      isDraining = false;
    }
  };

  const shutdown = async () => {
    const providers = [tracerProvider, meterProvider, loggerProvider];
    const stopped = Promise.allSettled(providers.map((provider) => provider.shutdown()));
    // Flushes hand over one batch after another; the bound on the last one is the courier's.
    await Promise.race([stopped, sleep(config.shutdownTimeoutMs, undefined, { ref: false })]);
    await courier.close(config.shutdownTimeoutMs);
  };

  return {
    tracerProvider,
    meterProvider,
    loggerProvider,
    contextManager,
    propagator: createPropagator(config.propagators, log),
    shutdown,
    drainSync,
  };
}
