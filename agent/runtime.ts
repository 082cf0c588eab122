// What runs once a GenAI library has loaded: reads the configuration, installs adapters, opens telemetry at the first call.
import type { Config } from '../env-config/config.ts';
import { readConfig } from '../env-config/read.ts';
import { HOOKS } from '../instrumentations/adapters/registry.ts';
import type { Adapter } from '../instrumentations/adapters/adapter.ts';
import { createLog } from '../instrumentations/base/log.ts';
import type { Log } from '../instrumentations/base/log.ts';
import { createSafely } from '../instrumentations/base/safely.ts';
import type { Engine } from '../instrumentations/engine/call.ts';
import { endLiveCalls } from '../instrumentations/engine/call.ts';
import { installFile } from '../instrumentations/engine/install.ts';
import type { Emitter } from '../instrumentations/engine/scope.ts';
import type { OpenedDriver } from '../instrumentations/general/general.ts';
import { loadChunk, loadGeneral } from './chunks.ts';
import { openProviders, readAppGlobals } from './providers.ts';
import type { ProviderChoice } from './providers.ts';

/** What the tail statement of a hooked file says about itself. */
export interface LoadedFile {
  readonly adapterId: string;
  readonly fileKey: string;
  readonly packageName: string;
  readonly version: string;
}

/** Adapter id -> its code; each is a chunk of its own, loaded with the library. */
const LOADERS: Readonly<Record<string, () => Adapter>> = {
  openai: () => loadChunk('adapter-openai').adapter,
  ollama: () => loadChunk('adapter-ollama').adapter,
};

interface Runtime {
  readonly config: Config;
  readonly log: Log;
  readonly engine: Engine;
}

let runtime: Runtime | undefined;
let choice: ProviderChoice | undefined;
let driver: OpenedDriver | undefined;
const reported = new Set<string>();

/** Installs the adapter of one file that has just been evaluated. */
export function install(file: LoadedFile, classes: Readonly<Record<string, unknown>>): void {
  const { config, log, engine } = (runtime ??= createRuntime());
  if (!config.enabled || !isWanted(config, file.adapterId)) return;
  const adapter = LOADERS[file.adapterId]?.();
  if (adapter === undefined) return;
  const wrapped =
    engine.safely(file.adapterId, () => installFile(engine, adapter, file.fileKey, classes)) ?? 0;
  log.debug('hooked %d methods of %s@%s in %s', wrapped, file.packageName, file.version, file.fileKey);
  reportNewMajor(file, log);
}

/** One warning line that names what was loaded too early to be hooked. */
export function reportEarly(names: readonly string[]): void {
  const { config, log } = (runtime ??= createRuntime());
  if (config.enabled) {
    log.warn(
      'GENAI_W101 loaded before the agent and therefore not instrumented: %s. Put the agent first: --import before other preloads',
      names.join(', '),
    );
  }
}

function createRuntime(): Runtime {
  const { config, complaints } = readConfig();
  const log = createLog(config.logLevel);
  if (config.enabled) for (const { code, message } of complaints) log.warn('%s %s', code, message);
  const safely = createSafely(log);
  return { config, log, engine: { safely, emitter: lazyEmitter(config, log) } };
}

/** Telemetry is opened at the first call, not at load: an app that only imports a client pays for its import alone. */
function lazyEmitter(config: Config, log: Log): () => Emitter {
  let emitter: Emitter | undefined;
  return () => {
    if (emitter !== undefined) return emitter;
    emitter = loadChunk('telemetry').openTelemetry(config, choiceOf(config, log));
    driver?.open();
    return emitter;
  };
}

/** Made once, for GenAI and general telemetry alike. */
function choiceOf(config: Config, log: Log): ProviderChoice {
  return (choice ??= openProviders(config, log, endLiveCalls));
}

/** The driver of the general instrumentations, once. */
export function openGeneralDriver(): OpenedDriver {
  const { config, log } = (runtime ??= createRuntime());
  return (driver ??= loadChunk('general').openDriver({
    mode: config.enabled ? config.general : 'off',
    instrumentations: config.generalInstrumentations,
    load: loadGeneral,
    providers: () => choiceOf(config, log).current(),
    isLeftToApp: () => config.sdkMode !== 'own' && readAppGlobals().trace !== undefined,
    debug: (message, ...args) => log.debug(message, ...args),
  }));
}

function isWanted(config: Config, id: string): boolean {
  const { enabled, disabled } = config.instrumentations;
  const isNamed = (names: readonly string[]) =>
    names.includes('*') || names.includes('all') || names.includes(id);
  return !isNamed(disabled) && (enabled.length === 0 || isNamed(enabled));
}

function reportNewMajor(file: LoadedFile, log: Log): void {
  const majors = HOOKS.find((entry) => entry.id === file.adapterId)?.majors ?? [];
  const key = `${file.packageName}@${file.version}`;
  if (Number.parseInt(file.version, 10) <= Math.max(...majors) || reported.has(key)) return;
  reported.add(key);
  log.warn(
    'GENAI_W102 %s is newer than the versions this agent was tested with (%s); it is hooked by its shape',
    key,
    majors.join(', '),
  );
}
