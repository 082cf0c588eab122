// What startSdk makes of each part of the configuration, seen at the receiver.
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { createLog } from '../../instrumentations/base/log.ts';
import { startSdk } from '../../agent/sdk.ts';
import type { Sdk } from '../../agent/sdk.ts';
import { startReceiver, type Receiver } from '../support/receiver/receiver.ts';
import { createConfig } from './support/config.ts';
import type { ConfigWishes } from './support/config.ts';
import { emitOne } from './support/emit.ts';

let receiver: Receiver;
let sdk: Sdk | undefined;
let lines: string[];
beforeEach(async () => {
  receiver = await startReceiver();
  lines = [];
});
afterEach(async () => {
  await sdk?.shutdown();
  await receiver.close();
});

function start(wishes: ConfigWishes = {}): Sdk {
  const log = createLog('info', (line) => lines.push(line));
  return (sdk = startSdk(createConfig({ endpoint: receiver.grpcUrl, delayMs: 60_000, ...wishes }), log));
}

const defaults = createConfig({});

describe('resource', () => {
  test.each([
    [['none'], []],
    [
      ['env', 'host'],
      ['host.name', 'deployment.environment.name'],
    ],
    [
      ['os', 'serviceinstance'],
      ['os.type', 'service.instance.id'],
    ],
    [['all'], ['host.name', 'os.type', 'process.pid', 'service.instance.id', 'deployment.environment.name']],
  ])('detectors %j give %j', async (resourceDetectors, expected) => {
    const one = start({ config: { resourceDetectors } });
    emitOne(one, 1);
    await one.shutdown();
    const attributes = Object.keys(receiver.spans()[0]?.resource.attributes ?? {});
    const optional = [
      'host.name',
      'os.type',
      'process.pid',
      'service.instance.id',
      'deployment.environment.name',
    ];
    expect(attributes.filter((name) => optional.includes(name)).sort()).toEqual([...expected].sort());
  });

  test('an unknown detector is told', () => {
    start({ config: { resourceDetectors: ['moon'] } });
    expect(lines.join('')).toContain('moon');
  });
});

describe('traces', () => {
  test('always_off sends no span, and events still come', async () => {
    const one = start({ config: { sampler: { name: 'always_off' } } });
    emitOne(one, 1);
    await one.shutdown();
    expect([receiver.spans().length, receiver.logs().length]).toEqual([0, 1]);
  });

  test('limits cut values and counts', async () => {
    const limits = { ...defaults.limits, attributeValueLength: 3, spanAttributeCount: 1 };
    const one = start({ config: { limits } });
    one.tracerProvider
      .getTracer('test')
      .startSpan('x', { attributes: { a: 'abcdef', b: 1 } })
      .end();
    await one.shutdown();
    expect(receiver.spans()[0]).toMatchObject({ attributes: { a: 'abc' }, droppedAttributesCount: 1 });
  });
});

describe('metrics', () => {
  const record = (one: Sdk) => {
    const meter = one.meterProvider.getMeter('test');
    meter.createHistogram('h').record(1);
    meter.createUpDownCounter('u').add(1);
  };
  const kinds = () =>
    Object.fromEntries(
      receiver.metrics().map(({ name, kind, temporality }) => [name, `${kind} ${temporality}`]),
    );

  test.each([
    ['delta', 'explicit_bucket_histogram', { h: 'histogram delta', u: 'sum cumulative' }],
    ['cumulative', 'explicit_bucket_histogram', { h: 'histogram cumulative', u: 'sum cumulative' }],
    [
      'lowmemory',
      'base2_exponential_bucket_histogram',
      { h: 'exponentialHistogram delta', u: 'sum cumulative' },
    ],
  ] as const)('%s with %s', async (temporality, histogramAggregation, expected) => {
    const one = start({
      config: {
        metricReader: { ...defaults.metricReader, intervalMs: 60_000, temporality, histogramAggregation },
      },
    });
    record(one);
    await one.shutdown();
    expect(kinds()).toEqual(expected);
  });

  test('over the cardinality limit points are folded into one', async () => {
    const metricReader = { ...defaults.metricReader, intervalMs: 60_000, cardinalityLimit: 3 };
    const one = start({ config: { metricReader } });
    const counter = one.meterProvider.getMeter('test').createCounter('c');
    for (let id = 0; id < 10; id++) counter.add(1, { id });
    await one.shutdown();
    const points = receiver.metrics()[0]?.points ?? [];
    expect(points).toHaveLength(3);
    expect(points.at(-1)).toMatchObject({ value: 8, attributes: { 'otel.metric.overflow': true } });
  });

  test('the synchronous drain reads the same points, once', async () => {
    // The receiver lives in this thread, which the drain blocks: it answers only once the drain has given up.
    const one = start({ config: { shutdownTimeoutMs: 500 } });
    record(one);
    one.drainSync();
    expect(kinds()).toEqual({});
    await receiver.until(({ metrics }) => metrics().length > 0, 10_000).catch(() => undefined);
    await one.shutdown();
    expect(receiver.metrics().filter(({ name }) => name === 'h')).toHaveLength(1);
  });
});

describe('exporters', () => {
  test('none sends nothing and starts nothing', async () => {
    const none = (signal: 'traces' | 'metrics' | 'logs') => ({
      ...defaults[signal],
      exporters: ['none' as const],
    });
    const one = start({ config: { traces: none('traces'), metrics: none('metrics'), logs: none('logs') } });
    emitOne(one, 1);
    one.drainSync();
    await one.shutdown();
    expect(receiver.requests()).toHaveLength(0);
  });

  test('prometheus serves what was recorded', async () => {
    const prometheusPort = 20_000 + (process.pid % 20_000);
    const metrics = { ...defaults.metrics, exporters: ['prometheus' as const] };
    const one = start({ config: { metrics, metricReader: { ...defaults.metricReader, prometheusPort } } });
    one.meterProvider.getMeter('test').createCounter('poems').add(2);
    const scrape = async (): Promise<string> => {
      for (let attempt = 0; ; attempt++) {
        try {
          return await (await fetch(`http://127.0.0.1:${prometheusPort}/metrics`)).text();
        } catch (error) {
          if (attempt === 50) throw error;
          await new Promise((resolve) => setTimeout(resolve, 50));
        }
      }
    };
    expect(await scrape()).toMatch(/^poems_total\{.*\} 2/m);
  });
});
