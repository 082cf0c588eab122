// Creates general instrumentations as their target modules turn up, and applies their patches.
import { createRequire, syncBuiltinESMExports } from 'node:module';
import { relative } from 'node:path';
import type { GeneralDriver, GeneralTarget } from './arm.ts';
import { createGate } from './gate.ts';
import type { GeneralProviders } from './gate.ts';
import { createInstance, hooksOf } from './instances.ts';
import type { GeneralInstance } from './instances.ts';
import { applyPatches } from './require-callback.ts';
import { GENERAL } from './table.ts';
import { watchFetch } from './undici.ts';

/** What the driver needs of the agent. */
export interface GeneralHost {
  readonly mode: 'auto' | 'on' | 'off';
  /** Config.generalInstrumentations. */
  readonly instrumentations: { readonly enabled?: readonly string[]; readonly disabled: readonly string[] };
  /** The chunk of one instrumentation: `loadChunk('general-express')`. */
  readonly load: (chunk: string) => unknown;
  /** The same providers that GenAI operations use, chosen at the first call. */
  readonly providers: () => GeneralProviders;
  /** True where the app has an SDK of its own, and so general instrumentations of its own: OTel's would count twice. */
  readonly isLeftToApp: () => boolean;
  readonly debug: (message: string, ...args: unknown[]) => void;
}

/** The driver, and `open` for the agent's first GenAI operation: later fetches and metrics are then general telemetry too. */
export interface OpenedDriver extends GeneralDriver {
  open(): void;
}

/** Opens the driver; nothing is patched yet. */
export function openDriver(host: GeneralHost): OpenedDriver {
  const instances = new Map<string, GeneralInstance | undefined>();
  const mains = new Map<string, string | undefined>();
  let providers: GeneralProviders | undefined;
  const isLeftToApp = () => host.mode === 'auto' && host.isLeftToApp();
  const isOff = host.mode === 'off' || isLeftToApp();

  const gate = createGate(host.providers, isLeftToApp, (chosen) => {
    providers = chosen;
    for (const instance of instances.values()) if (instance !== undefined) connect(instance);
    for (const id of ['runtime-node', 'host-metrics']) if (chosen.meterProvider !== undefined) instanceOf(id);
  });

  const connect = (instance: GeneralInstance) => {
    if (providers?.meterProvider !== undefined) instance.setMeterProvider(providers.meterProvider);
    if (providers?.loggerProvider !== undefined) instance.setLoggerProvider(providers.loggerProvider);
  };

  const instanceOf = (id: string): GeneralInstance | undefined => {
    if (instances.has(id)) return instances.get(id);
    instances.set(id, undefined);
    if (isOff || !isWanted(host, id)) return undefined;
    const instance = createInstance(host.load(`general-${id}`), hooksOf(id, gate));
    if (instance === undefined) return undefined;
    instance.setTracerProvider(gate.tracerProvider(GENERAL[id]?.needsParent === true));
    instances.set(id, instance);
    connect(instance);
    host.debug('general instrumentation %s is on', id);
    return instance;
  };

  /** The file that `require(name)` gives, by OTel's naming: its patches for the main file go by the bare name. */
  const mainOf = ({ packageName, directory, file }: GeneralTarget): string | undefined => {
    if (!mains.has(directory)) {
      try {
        mains.set(directory, createRequire(file).resolve(packageName));
      } catch {
        mains.set(directory, undefined);
      }
    }
    return mains.get(directory);
  };

  return {
    patchModule(target) {
      if (instanceOf(target.id) === undefined) return;
      const { packageName, directory, file, module } = target;
      const name = mainOf(target) === file ? packageName : `${packageName}/${relative(directory, file)}`;
      const patched = applyPatches(module.exports, name, directory);
      if (patched !== module.exports) module.exports = patched;
    },
    patchBuiltin(id, name) {
      if (instanceOf(id) === undefined) return;
      applyPatches(process.getBuiltinModule(`node:${name}`), name, undefined);
      syncBuiltinESMExports();
    },
    start() {
      gate.start();
      if (!isOff && isWanted(host, 'undici')) watchFetch(gate, () => instanceOf('undici'));
    },
    open: () => void (isOff || gate.open()),
  };
}

function isWanted({ instrumentations: { enabled, disabled } }: GeneralHost, id: string): boolean {
  if (disabled.includes(id)) return false;
  return enabled === undefined ? GENERAL[id]?.byNameOnly !== true : enabled.includes(id);
}
