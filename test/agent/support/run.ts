// Runs the child process of the exit tests on the TypeScript sources.
import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import type { ConfigWishes } from './config.ts';

const APP = fileURLToPath(new URL('./app.ts', import.meta.url));

/** How the child ended. */
export interface Ended {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly stdout: string;
  readonly stderr: string;
  readonly tookMs: number;
}

/** Runs one ending; `signal` is sent when the child says it is ready. */
export function runApp(ending: string, wishes: ConfigWishes, signal?: NodeJS.Signals): Promise<Ended> {
  return new Promise((resolve) => {
    const startedMs = performance.now();
    const { NODE_OPTIONS: _, ...env } = process.env;
    const child = spawn(process.execPath, [APP, ending, JSON.stringify(wishes)], { env });
    let stdout = '';
    let stderr = '';
    child.stdout.on('data', (chunk: Buffer) => {
      stdout += chunk.toString();
      if (signal !== undefined && chunk.toString().includes('ready')) child.kill(signal);
    });
    child.stderr.on('data', (chunk: Buffer) => {
      stderr += chunk.toString();
    });
    child.on('close', (code, endedBy) =>
      resolve({ code, signal: endedBy, stdout, stderr, tookMs: performance.now() - startedMs }),
    );
  });
}
