// Our own OpenTelemetry SDK, opened at the first operation: providers, globals, the flush at exit.
import { diag, DiagLogLevel } from '@opentelemetry/api';
import type { Config } from '../env-config/config.ts';
import type { Log } from '../instrumentations/base/log.ts';
import { semconv } from '../instrumentations/emitters/dialects/semconv.ts';
import { createGapProducer } from './gap-producer.ts';
import { API_KEY, standIn } from './otel-globals.ts';
import type { StandIns } from './otel-globals.ts';
import { readAppGlobals } from './providers.ts';
import type { Providers } from './providers.ts';
import { startSdk } from './sdk.ts';
import type { Sdk } from './sdk.ts';
import { armExit } from './shutdown.ts';
import { version } from './version.ts';

/** Starts our SDK and puts it in the globals. `beforeFlush` ends running calls ahead of the last flush. */
export function openOwnSdk(config: Config, log: Log, beforeFlush: () => void): Providers {
  const { temporality, cardinalityLimit } = config.metricReader;
  const gaps = createGapProducer({
    scope: { name: '@x/agent', version, schemaUrl: semconv.schemaUrl },
    isDelta: temporality !== 'cumulative',
    cardinalityLimit,
  });
  const sdk = startSdk(config, log, [gaps]);
  const { trace, context } = shareThroughGlobals(config, log, sdk);
  armExit(sdk, beforeFlush);
  return {
    tracerProvider: trace,
    meterProvider: sdk.meterProvider,
    loggerProvider: sdk.loggerProvider,
    contextManager: context,
    sinkGaps: gaps.sink,
  };
}

/**
 * Manual spans of an app without an SDK are to reach ours. Where the app has one (GENAI_SDK=own), its globals stay as they
 * are. In `own` mode our spans stay with us whatever the app registers later.
 */
function shareThroughGlobals(config: Config, log: Log, sdk: Sdk): Parts {
  const own: Parts = { trace: sdk.tracerProvider, context: sdk.contextManager };
  if (readAppGlobals().trace !== undefined) return own;
  const logger = watchDiagnostics(log);
  const parts = {
    ...own,
    metrics: sdk.meterProvider,
    logs: sdk.loggerProvider,
    ...(sdk.propagator === undefined ? {} : { propagation: sdk.propagator }),
    ...(logger === undefined ? {} : { diag: logger }),
  };
  const shared = standIn(parts, (name) => {
    if (name !== 'trace' || config.sdkMode === 'own') return;
    log.warn(
      "GENAI_W104 the application registered its OpenTelemetry SDK after its first GenAI call; telemetry goes there from now on, what came before went to the agent's exporter. Register it earlier, or set GENAI_SDK=app or own",
    );
  });
  return config.sdkMode === 'own' ? own : shared;
}

type Parts = Pick<StandIns, 'trace' | 'context'>;

/** What our SDK has to say goes to our log, unless the app listens to OpenTelemetry's diagnostics itself. */
function watchDiagnostics(log: Log): object | undefined {
  if (readDiag() !== undefined) return undefined;
  const debug = (message: string, ...args: unknown[]) => log.debug('OpenTelemetry: %s', message, ...args);
  const error = (message: string, ...args: unknown[]) => {
    // Some exporters hand over an Error for a message. This one is reported as an error by the SDK, but only host.id is missing, at an exit that came before it was read.
    if (String(message).includes('before async attributes settled')) debug(message);
    else log.warn('GENAI_W105 OpenTelemetry: %s', String(message), ...args);
  };
  diag.setLogger({ error, warn: debug, info: debug, debug, verbose: debug }, { logLevel: DiagLogLevel.INFO });
  return readDiag();
}

function readDiag(): object | undefined {
  const api: unknown = Reflect.get(globalThis, API_KEY);
  const logger: unknown = typeof api === 'object' && api !== null ? Reflect.get(api, 'diag') : undefined;
  return typeof logger === 'object' && logger !== null ? logger : undefined;
}
