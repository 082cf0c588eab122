// Runs the variants of one row in turn, each sample in a fresh process, and takes medians.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';

/** Variables of whoever runs the benchmark that would change what is measured. */
const DROPPED = /^(OTEL_|GENAI_|LITELLM_|OPENLIT_|DD_|SENTRY_|TRACELOOP_|NODE_OPTIONS$|NODE_COMPILE_CACHE$)/;

/** Medians by variant: `{ name, value, best, rssMb, received, lines, failure }`. The first round warms the disk cache and is thrown away. */
export async function measure(row, variants, rounds, folder, servers) {
  const samples = variants.map(() => []);
  const received = variants.map(() => undefined);
  const failures = variants.map(() => undefined);
  const warmUps = row.isLong ? 0 : 1;
  for (let round = 0; round < rounds + warmUps; round += 1) {
    for (const [index, variant] of variants.entries()) {
      if (failures[index] !== undefined) continue;
      const before = await servers.counts();
      const sample = await runOnce(row, variant, folder, servers);
      const after = await servers.counts();
      received[index] = {
        traces: after.traces - before.traces,
        metrics: after.metrics - before.metrics,
        logs: after.logs - before.logs,
      };
      if (sample.failure !== undefined) failures[index] = sample.failure;
      else if (round >= warmUps) samples[index].push(sample);
    }
  }
  return variants.map((variant, index) => ({
    name: variant.name,
    value: median(samples[index].map(({ value }) => value)),
    best: samples[index].length === 0 ? undefined : Math.min(...samples[index].map(({ value }) => value)),
    rssMb: median(samples[index].map(({ rssMb }) => rssMb)),
    lines: samples[index].at(-1)?.lines ?? [],
    received: received[index],
    failure: failures[index],
  }));
}

async function runOnce(row, variant, folder, servers) {
  const inherited = Object.entries(process.env).filter(([name]) => !DROPPED.test(name));
  const env = {
    ...Object.fromEntries(inherited),
    NODE_DISABLE_COMPILE_CACHE: '1',
    GENAI_ENV_FILE: 'off',
    OTEL_EXPORTER_OTLP_ENDPOINT: servers.grpcUrl,
    BENCH_PROVIDER_URL: servers.providerUrl,
    OPENAI_API_KEY: 'bench',
    ...variant.env,
  };
  const extra = variant.name === 'bare' ? [] : (row.instrumentedArgs ?? []);
  const args = [...(row.nodeArgs ?? []), ...extra, ...variant.args, join(folder, row.app)];
  const startMs = performance.now();
  const child = spawn(process.execPath, args, { cwd: folder, env, stdio: ['ignore', 'pipe', 'pipe'] });
  let out = '';
  let err = '';
  child.stdout.on('data', (bytes) => (out += bytes));
  child.stderr.on('data', (bytes) => (err += bytes));
  const [exit] = await Promise.all([
    once(child, 'exit').then(([code]) => ({ code, wallMs: performance.now() - startMs })),
    once(child, 'close'),
  ]);
  if (exit.code !== 0) return { failure: `exit ${exit.code}: ${err.trim().split('\n').at(-1) ?? ''}` };
  const lines = out
    .split('\n')
    .filter((line) => line.startsWith('BENCH '))
    .map((line) => JSON.parse(line.slice(6)));
  const report = lines.at(-1) ?? {};
  return { value: row.field === undefined ? exit.wallMs : report[row.field], rssMb: report.rssMb, lines };
}

function median(values) {
  const sorted = values.filter((value) => value !== undefined).sort((one, other) => one - other);
  if (sorted.length === 0) return undefined;
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
}
