// Decides at the first call whose providers to use, wires them to the emitters, and arms the flush at exit.
import type { Config } from '../env-config/config.ts';
import type { Log } from '../instrumentations/base/log.ts';
import { semconv } from '../instrumentations/emitters/dialects/semconv.ts';
import { createEmitter } from '../instrumentations/emitters/emit.ts';
import { createGapRecorder } from '../instrumentations/emitters/metrics.ts';
import type { Emitter } from '../instrumentations/engine/scope.ts';
import { openProviders } from './providers.ts';
import type { Providers } from './providers.ts';
import { version } from './version.ts';

/** The instrumentation scope of everything the agent emits. */
const SCOPE = '@x/agent';

/** Dialects by GENAI_SEMCONV id. */
const DIALECTS = { semconv } as const;

/** Opens telemetry. `beforeFlush` runs in `exit`, ahead of the last flush, to end calls that are still running. */
export function openTelemetry(config: Config, log: Log, beforeFlush: () => void): Emitter {
  const choice = openProviders(config, log, beforeFlush);
  let providers = choice.current();
  let emitter = connect(config, providers);
  return {
    ...emitter,
    open(record) {
      const now = choice.current();
      // The app has registered an SDK, or more of it, since the last call. Calls that are running end where they began.
      if (now !== providers) emitter = connect(config, (providers = now));
      return emitter.open(record);
    },
  };
}

function connect(config: Config, providers: Providers): Emitter {
  const dialect = DIALECTS.semconv;
  const options = { schemaUrl: dialect.schemaUrl };
  const meter = config.metricsEnabled
    ? providers.meterProvider?.getMeter(SCOPE, version, options)
    : undefined;
  const logger = config.eventsEnabled
    ? providers.loggerProvider?.getLogger(SCOPE, version, options)
    : undefined;
  return createEmitter(
    {
      tracer: providers.tracerProvider.getTracer(SCOPE, version, options),
      ...(meter === undefined ? {} : { meter }),
      ...(logger === undefined ? {} : { logger }),
      sinkGaps: providers.sinkGaps ?? (meter === undefined ? () => undefined : createGapRecorder(meter)),
      contextManager: providers.contextManager,
    },
    {
      dialects: [dialect],
      capture: config.capture,
      requestStreamUsage: config.requestStreamUsage,
      limits: { maxContentBytes: config.maxContentBytes, redactPaths: config.redactPaths },
      spanAttributes: { ...config.spanAttributes },
      metricAttributes: { ...config.metricAttributes },
    },
  );
}
