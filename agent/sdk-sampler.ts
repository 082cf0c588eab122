// OTEL_TRACES_SAMPLER by name.
import {
  AlwaysOffSampler,
  AlwaysOnSampler,
  ParentBasedSampler,
  TraceIdRatioBasedSampler,
} from '@opentelemetry/sdk-trace';
import type { Sampler } from '@opentelemetry/sdk-trace';
import type { Config } from '../env-config/config.ts';
import type { Log } from '../instrumentations/base/log.ts';

const SAMPLERS: Readonly<Record<string, (ratio: number) => Sampler>> = {
  always_on: () => new AlwaysOnSampler(),
  always_off: () => new AlwaysOffSampler(),
  traceidratio: (ratio) => new TraceIdRatioBasedSampler(ratio),
  parentbased_always_on: () => new ParentBasedSampler({ root: new AlwaysOnSampler() }),
  parentbased_always_off: () => new ParentBasedSampler({ root: new AlwaysOffSampler() }),
  parentbased_traceidratio: (ratio) => new ParentBasedSampler({ root: new TraceIdRatioBasedSampler(ratio) }),
};

/** The named sampler, or the default with one line where the SDK has none of that name. */
export function createSampler({ name, arg }: Config['sampler'], log: Log): Sampler {
  const create = SAMPLERS[name];
  if (create !== undefined) return create(arg ?? 1);
  log.warn('GENAI_W308 sampler %s is not available, using parentbased_always_on', name);
  return new ParentBasedSampler({ root: new AlwaysOnSampler() });
}
