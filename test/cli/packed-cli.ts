// Lays the command out as the package does, in a folder with spaces, beside a preload that only leaves a mark.
import { spawnSync } from 'node:child_process';
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build } from 'esbuild';
import { ROOT } from '../support/run-app.ts';

/** The command in a folder of its own. */
export interface PackedCli {
  readonly folder: string;
  /** Path of cli.js. */
  readonly cli: string;
  /** Writes a file into the folder and returns its path. */
  write(name: string, text: string, mode?: number): string;
  remove(): void;
}

/** Bundles agent/cli.ts. The preload beside it sets `globalThis.preloaded`. */
export async function packCli(): Promise<PackedCli> {
  const folder = mkdtempSync(join(tmpdir(), 'genai cli "'));
  const cli = join(folder, 'dist', 'cli.js');
  await build({
    entryPoints: [join(ROOT, 'agent/cli.ts')],
    outfile: cli,
    bundle: true,
    format: 'esm',
    platform: 'node',
    logLevel: 'error',
    banner: {
      js: 'import { createRequire } from "node:module"; const require = createRequire(import.meta.url);',
    },
  });
  const write = (name: string, text: string, mode = 0o644): string => {
    const path = join(folder, name);
    writeFileSync(path, text);
    chmodSync(path, mode);
    return path;
  };
  write('register.mjs', 'globalThis.preloaded = (globalThis.preloaded ?? 0) + 1;');
  write('package.json', '{ "type": "module" }');
  return { folder, cli, write, remove: () => rmSync(folder, { recursive: true }) };
}

/** Why no PID namespace can be made here, or undefined where one can. */
export function noPidNamespace(): string | undefined {
  const tried = spawnSync('unshare', ['--fork', '--pid', '--mount-proc', 'true'], { encoding: 'utf8' });
  if (tried.status === 0) return undefined;
  return tried.error?.message ?? tried.stderr.trim();
}
