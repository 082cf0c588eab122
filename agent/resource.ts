// Who is speaking: the resource of all three signals, from the configuration and the detectors it names.
import type { AttributeValue } from '@opentelemetry/api';
import {
  defaultResource,
  detectResources,
  hostDetector,
  osDetector,
  processDetector,
  resourceFromAttributes,
  serviceInstanceIdDetector,
} from '@opentelemetry/resources';
import type { MaybePromise, Resource, ResourceDetector } from '@opentelemetry/resources';
import type { Config } from '../env-config/config.ts';
import type { Log } from '../instrumentations/base/log.ts';
import { version } from './version.ts';

/** `env` is the configuration itself: OTEL_RESOURCE_ATTRIBUTES and OTEL_SERVICE_NAME. */
const DETECTORS: Readonly<Record<string, ResourceDetector>> = {
  host: hostDetector,
  os: osDetector,
  process: processDetector,
  serviceinstance: serviceInstanceIdDetector,
  container: { detect: () => ({ attributes: { 'container.id': containerId() } }) },
};

/** What OTEL_NODE_RESOURCE_DETECTORS stands for where it is unset. */
const DEFAULT_DETECTORS = ['env', 'host', 'process'] as const;

/** Builds the resource. What the configuration says wins over what is detected. */
export function createResource(config: Config, log: Log): Resource {
  const asked = config.resourceDetectors.length === 0 ? DEFAULT_DETECTORS : config.resourceDetectors;
  const isAll = asked.includes('all');
  const detectors = Object.entries(DETECTORS).flatMap(([name, detector]) =>
    isAll || asked.includes(name) ? [detector] : [],
  );
  for (const name of asked) {
    if (name in DETECTORS || name === 'all' || name === 'none' || name === 'env') continue;
    log.warn('GENAI_W307 resource detector %s is not available and is left out', name);
  }
  const isSilent = asked.includes('none');
  const detected = detectResources({ detectors: isSilent ? [] : detectors });
  const told = {
    ...(isAll || asked.includes('env') ? config.resourceAttributes : {}),
    ...(config.serviceName === undefined ? {} : { 'service.name': config.serviceName }),
    'telemetry.distro.name': '@x/agent',
    'telemetry.distro.version': version,
  };
  return defaultResource().merge(detected).merge(resourceFromAttributes(told));
}

/** Read in the background; the detector's code is loaded only where it is asked for. */
async function containerId(): Promise<AttributeValue | undefined> {
  const { containerDetector } = await import('@opentelemetry/resource-detector-container');
  const found: MaybePromise<AttributeValue | undefined> = (await containerDetector.detect()).attributes?.[
    'container.id'
  ];
  return found;
}
