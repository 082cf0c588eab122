// Builds the test agent with the entries and aliases of the real build, and runs fixture apps under it.
import { mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { execFileSync } from 'node:child_process';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { runApp } from '../support/run-app.ts';

/** A span as the test agent writes it. */
export interface SpanFacts {
  readonly name: string;
  readonly kind: number;
  readonly scope: string;
  readonly id: string;
  readonly trace: string;
  readonly parent?: string;
}

/** How a fixture app ended. */
export interface Outcome {
  readonly stdout: string;
  readonly stderr: string;
  readonly spans: readonly SpanFacts[];
  /** Instrumentation chunks that were loaded. */
  readonly chunks: readonly string[];
}

/** Builds into a temporary folder; in a child process, since esbuild refuses jest's realm. */
export function buildAgent(): string {
  const outdir = mkdtempSync(join(tmpdir(), 'general-'));
  execFileSync(process.execPath, [fileURLToPath(new URL('./build-agent.mjs', import.meta.url)), outdir]);
  return outdir;
}

/** Runs `apps/<name>` under the agent in `outdir`, or bare. */
export async function runFixture(
  outdir: string,
  name: string,
  env: Readonly<Record<string, string>> = {},
): Promise<Outcome> {
  const spansFile = join(mkdtempSync(join(tmpdir(), 'spans-')), 'spans.json');
  const app = fileURLToPath(new URL(`./apps/${name}`, import.meta.url));
  const bare = env['BARE'] !== undefined;
  const nodeArgs = bare ? [] : ['--import', pathToFileURL(join(outdir, 'agent.js')).href];
  const { stdout, stderr } = await runApp({ args: [app], nodeArgs, env: { SPANS: spansFile, ...env } });
  const { spans, chunks } = bare ? { spans: [], chunks: [] } : JSON.parse(readFileSync(spansFile, 'utf8'));
  return { stdout, stderr, spans, chunks };
}
