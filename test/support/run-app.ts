// Runs an app in a child process, with or without the preload, and tells how it ended.
import { spawn, type ChildProcess } from 'node:child_process';
import { fileURLToPath } from 'node:url';

/** The root of the checkout, where `@x/agent/register` resolves to this package itself. */
export const ROOT = fileURLToPath(new URL('../..', import.meta.url));

/** The file URL of the preload. */
export const REGISTER_URL = new URL('../../register.mjs', import.meta.url).href;

/** How to run an app. */
export interface AppOptions {
  /** File and arguments of the app, after the options of Node itself. */
  readonly args: readonly string[];
  /** `--import` the preload; false by default. */
  readonly preload?: boolean;
  /** Another executable than this Node. */
  readonly node?: string;
  /** Options of Node itself, after the preload. */
  readonly nodeArgs?: readonly string[];
  /** Added to PATH, HOME and TMPDIR: nothing else of this process's environment reaches the app. */
  readonly env?: Readonly<Record<string, string>>;
  /** The root of the checkout by default. */
  readonly cwd?: string;
  readonly stdin?: string;
  /** Killed after this long, 30 s by default; `timedOut` tells. */
  readonly timeoutMs?: number;
}

/** How an app ended. */
export interface AppResult {
  readonly stdout: string;
  readonly stderr: string;
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly durationMs: number;
  readonly timedOut: boolean;
}

/** An app that is running. */
export interface RunningApp {
  readonly child: ChildProcess;
  /** Resolves once stdout holds the text; rejects if the app ends without it. */
  printed(text: string): Promise<void>;
  readonly result: Promise<AppResult>;
}

/** Starts an app. */
export function startApp(options: AppOptions): RunningApp {
  const { args, preload = false, node = process.execPath, nodeArgs = [], cwd = ROOT } = options;
  const startMs = performance.now();
  const preloadArgs = preload ? ['--import', REGISTER_URL] : [];
  const child = spawn(node, [...preloadArgs, ...nodeArgs, ...args], {
    cwd,
    env: { ...baseEnvironment(), ...options.env },
    stdio: 'pipe',
  });
  let stdout = '';
  let stderr = '';
  let timedOut = false;
  const readers = new Set<() => void>();
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    stdout += text;
    for (const read of readers) read();
  });
  child.stderr.setEncoding('utf8').on('data', (text: string) => (stderr += text));
  // An app that ends without reading its input breaks this pipe; that is its affair.
  child.stdin.on('error', () => undefined).end(options.stdin ?? '');
  const timer = setTimeout(() => {
    timedOut = true;
    child.kill('SIGKILL');
  }, options.timeoutMs ?? 30_000);
  const result = new Promise<AppResult>((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code, signal) => {
      clearTimeout(timer);
      resolve({ stdout, stderr, code, signal, durationMs: performance.now() - startMs, timedOut });
    });
  });
  const printed = (text: string): Promise<void> =>
    new Promise((resolve, reject) => {
      const read = (): void => {
        if (!stdout.includes(text)) return;
        readers.delete(read);
        resolve();
      };
      readers.add(read);
      read();
      result.then(
        () => reject(new Error(`The app ended without printing ${text}.\n${stdout}${stderr}`)),
        reject,
      );
    });
  return { child, printed, result };
}

/** Runs an app to its end. */
export function runApp(options: AppOptions): Promise<AppResult> {
  return startApp(options).result;
}

function baseEnvironment(): Record<string, string> {
  const kept = ['PATH', 'HOME', 'TMPDIR'].flatMap((name) => {
    const value = process.env[name];
    return value === undefined ? [] : [[name, value]];
  });
  return Object.fromEntries(kept);
}
