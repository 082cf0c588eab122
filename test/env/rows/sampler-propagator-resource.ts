// Rows: which spans are kept, how context travels, and who the process says it is.
import { expect } from '@jest/globals';
import type { Row } from '../row.ts';
import { points, spanNames } from '../seen.ts';

/** Sampler and argument -> the spans kept of a root call and of calls below a sampled and an unsampled parent. */
const KEPT: readonly (readonly [sampler: string, arg: string | undefined, kept: readonly string[]])[] = [
  ['always_on', undefined, ['chat model', 'chat below-1', 'chat below-0']],
  ['always_off', undefined, []],
  ['parentbased_always_on', undefined, ['chat model', 'chat below-1']],
  ['parentbased_always_off', undefined, ['chat below-1']],
  ['traceidratio', '0', []],
  ['traceidratio', '1', ['chat model', 'chat below-1', 'chat below-0']],
  ['parentbased_traceidratio', '0', ['chat below-1']],
  ['parentbased_traceidratio', '1', ['chat model', 'chat below-1']],
];

const samplers: readonly Row[] = KEPT.map(([sampler, arg, kept]) => ({
  of: arg === undefined ? ['OTEL_TRACES_SAMPLER'] : ['OTEL_TRACES_SAMPLER', 'OTEL_TRACES_SAMPLER_ARG'],
  effect: `${sampler} ${arg ?? ''}: keeps ${kept.join(', ') || 'no span'}; all three calls are in the metrics and events`,
  env: { OTEL_TRACES_SAMPLER: sampler, ...(arg === undefined ? {} : { OTEL_TRACES_SAMPLER_ARG: arg }) },
  steps: ['chat', 'below:1', 'below:0'],
  check: ({ receiver, lines }) => {
    expect(spanNames(receiver)).toEqual(kept);
    expect(points(receiver).map(({ count }) => count)).toEqual([1, 1, 1]);
    expect(receiver.logs()).toHaveLength(3);
    expect(lines).toEqual([]);
  },
}));

const PROPAGATED: readonly (readonly [value: string, names: string])[] = [
  ['tracecontext,baggage', 'baggage,traceparent'],
  ['tracecontext', 'traceparent'],
  ['baggage', 'baggage'],
  ['b3', 'b3'],
  ['b3multi', 'x-b3-sampled,x-b3-spanid,x-b3-traceid'],
  ['jaeger', 'uber-trace-id,uberctx-tenant'],
  ['xray', 'x-amzn-trace-id'],
  ['ottrace', 'ot-baggage-tenant,ot-tracer-sampled,ot-tracer-spanid,ot-tracer-traceid'],
  ['none', ''],
];

const propagators: readonly Row[] = PROPAGATED.map(([value, names]) => ({
  of: ['OTEL_PROPAGATORS'],
  effect: `${value}: context is written as ${names || 'nothing'}`,
  env: { OTEL_PROPAGATORS: value },
  steps: ['chat', 'carry'],
  check: ({ stdout }) => expect(stdout).toBe(`carrier=${names}\n`),
}));

/** Variables -> attributes the resource of each signal must have, or (undefined) must not have. */
const RESOURCES: readonly (readonly [
  of: readonly string[],
  env: Record<string, string>,
  attributes: Record<string, unknown>,
])[] = [
  [
    ['OTEL_SERVICE_NAME'],
    { OTEL_SERVICE_NAME: 'shop', OTEL_RESOURCE_ATTRIBUTES: 'service.name=other' },
    { 'service.name': 'shop' },
  ],
  [
    ['OTEL_RESOURCE_ATTRIBUTES'],
    { OTEL_RESOURCE_ATTRIBUTES: 'service.name=shop,team=a%20b%2Cc' },
    { 'service.name': 'shop', team: 'a b,c' },
  ],
  [
    ['OTEL_ENVIRONMENT_NAME'],
    { OTEL_ENVIRONMENT_NAME: 'staging' },
    { 'deployment.environment.name': 'staging' },
  ],
  [
    ['OTEL_DEPLOYMENT_ENVIRONMENT'],
    { OTEL_DEPLOYMENT_ENVIRONMENT: 'staging' },
    { 'deployment.environment.name': 'staging' },
  ],
  [
    ['OTEL_ENVIRONMENT_NAME'],
    { OTEL_ENVIRONMENT_NAME: 'staging', OTEL_RESOURCE_ATTRIBUTES: 'deployment.environment.name=live' },
    { 'deployment.environment.name': 'live' },
  ],
  [
    ['OTEL_NODE_RESOURCE_DETECTORS'],
    {},
    { 'host.name': expect.any(String), 'process.pid': expect.any(Number), 'os.type': undefined },
  ],
  [
    ['OTEL_NODE_RESOURCE_DETECTORS'],
    { OTEL_NODE_RESOURCE_DETECTORS: 'env,os,serviceinstance', OTEL_RESOURCE_ATTRIBUTES: 'team=a' },
    {
      'os.type': expect.any(String),
      'service.instance.id': expect.any(String),
      'process.pid': undefined,
      team: 'a',
    },
  ],
  [
    ['OTEL_NODE_RESOURCE_DETECTORS'],
    { OTEL_NODE_RESOURCE_DETECTORS: 'none', OTEL_SERVICE_NAME: 'shop' },
    { 'host.name': undefined, 'process.pid': undefined, 'os.type': undefined, 'service.name': 'shop' },
  ],
];

const resources: readonly Row[] = RESOURCES.map(([of, env, wanted]) => ({
  of,
  effect: `${JSON.stringify(env)}: the resource of all three signals`,
  env,
  check: ({ receiver }) => {
    const origins = [receiver.spans()[0], receiver.metrics()[0], receiver.logs()[0]];
    for (const origin of origins) {
      const { attributes } = origin?.resource ?? { attributes: {} };
      const picked = Object.fromEntries(Object.keys(wanted).map((name) => [name, attributes[name]]));
      expect(picked).toEqual(wanted);
    }
  },
}));

/** OTEL_TRACES_SAMPLER*, OTEL_PROPAGATORS and the resource. */
export const IDENTITY_ROWS: readonly Row[] = [...samplers, ...propagators, ...resources];
