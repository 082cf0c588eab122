// Our own OpenTelemetry SDK, opened at the first operation: providers, globals, the flush at exit.
import { diag, DiagLogLevel } from '@opentelemetry/api';
import type { Config } from '../env-config/config.ts';
import type { Log } from '../instrumentations/base/log.ts';
import { semconv } from '../instrumentations/emitters/dialects/semconv.ts';
import { createGapProducer } from './gap-producer.ts';
import type { Providers } from './providers.ts';
import { registerGlobals, startSdk } from './sdk.ts';
import { armExit } from './shutdown.ts';
import { version } from './version.ts';

/** Starts and registers our SDK. `beforeFlush` ends running calls ahead of the last flush. */
export function openOwnSdk(config: Config, log: Log, beforeFlush: () => void): Providers {
  watchDiagnostics(log);
  const { temporality, cardinalityLimit } = config.metricReader;
  const gaps = createGapProducer({
    scope: { name: '@x/agent', version, schemaUrl: semconv.schemaUrl },
    isDelta: temporality !== 'cumulative',
    cardinalityLimit,
  });
  const sdk = startSdk(config, log, [gaps]);
  registerGlobals(sdk);
  armExit(sdk, beforeFlush);
  return {
    tracerProvider: sdk.tracerProvider,
    meterProvider: sdk.meterProvider,
    loggerProvider: sdk.loggerProvider,
    contextManager: sdk.contextManager,
    sinkGaps: gaps.sink,
  };
}

/** The API reports a second registration only here: it tells of an app SDK that started after its first GenAI call. */
const LATE_SDK = /duplicate registration of API: trace|Registration of version .* for trace/;

function watchDiagnostics(log: Log): void {
  let reported = false;
  const error = (message: string, ...args: unknown[]) => {
    if (!LATE_SDK.test(message)) return log.warn('GENAI_W105 OpenTelemetry: %s', message, ...args);
    if (reported) return;
    reported = true;
    log.warn("GENAI_W104 the application registered its OpenTelemetry SDK after its first GenAI call; spans go through the agent's SDK. Register it earlier, or set GENAI_SDK=app or own");
  };
  const debug = (message: string, ...args: unknown[]) => log.debug('OpenTelemetry: %s', message, ...args);
  diag.setLogger({ error, warn: debug, info: debug, debug, verbose: debug }, { logLevel: DiagLogLevel.INFO, suppressOverrideMessage: true });
}
