// Wires the chosen providers to the emitters.
import type { Config } from '../env-config/config.ts';
import { semconv } from '../instrumentations/emitters/dialects/semconv.ts';
import { createEmitter } from '../instrumentations/emitters/emit.ts';
import { createGapRecorder } from '../instrumentations/emitters/metrics.ts';
import type { Emitter } from '../instrumentations/engine/scope.ts';
import type { ProviderChoice, Providers } from './providers.ts';
import { version } from './version.ts';

/** The instrumentation scope of everything the agent emits. */
const SCOPE = '@x/agent';

/** Dialects by GENAI_SEMCONV id. */
const DIALECTS = { semconv } as const;

/** Connects the emitters to the chosen providers, and again where the choice changes. */
export function openTelemetry(config: Config, choice: ProviderChoice): Emitter {
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
