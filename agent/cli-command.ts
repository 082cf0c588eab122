// Finds the command as a shell would, and becomes it or runs it: signals, stdio and the way it ends pass through.
import { spawn } from 'node:child_process';
import { accessSync, closeSync, constants, openSync, readSync, statSync } from 'node:fs';
import { constants as osConstants } from 'node:os';
import { basename, delimiter, resolve } from 'node:path';

/** Where a command is, or why it cannot run and the exit code a shell gives for that. */
export type FoundCommand =
  { readonly path: string } | { readonly exitCode: 126 | 127; readonly message: string };

const FORWARDED = ['SIGTERM', 'SIGINT', 'SIGHUP', 'SIGQUIT', 'SIGUSR1', 'SIGUSR2'] as const;

/** From a terminal these reach the whole process group: forwarded, the command would get them twice. */
const FROM_KEYBOARD: readonly NodeJS.Signals[] = ['SIGINT', 'SIGQUIT'];

/** First bytes of executables: ELF, and Mach-O plain and universal. */
const EXECUTABLE_MAGIC = ['7f454c46', 'cffaedfe', 'cafebabe'];

/** Looks a command up: a path as it is, a bare name on PATH. */
export function findCommand(command: string, pathVariable: string): FoundCommand {
  // Windows has rules of its own for names; spawn knows them.
  if (process.platform === 'win32') return { path: command };
  const candidates = command.includes('/')
    ? [resolve(command)]
    : pathVariable.split(delimiter).map((folder) => resolve(folder, command));
  const files = candidates.filter(isFile);
  const path = files.find(isExecutable);
  if (path !== undefined) return { path };
  return files.length > 0 || (command.includes('/') && exists(candidates[0] ?? ''))
    ? { exitCode: 126, message: `not executable: ${command}` }
    : { exitCode: 127, message: `command not found: ${command}` };
}

/**
 * Whether this process may become the command (execve) in place of starting it. Only what ends up as Node: it sets its
 * own signal dispositions, while another program would inherit SIGPIPE ignored from this process. Only what the
 * kernel can load: a failing execve aborts. As PID 1 this process stays, to turn a signal into an exit code.
 */
export function canBecome(path: string, pid: number): boolean {
  if (pid === 1 || typeof process.execve !== 'function') return false;
  const start = firstBytes(path, 256);
  if (start.toString('latin1', 0, 2) !== '#!') {
    return /^node(js)?$/.test(basename(path)) && EXECUTABLE_MAGIC.includes(start.toString('hex', 0, 4));
  }
  const [interpreter = '', ...rest] = start.toString('utf8', 2).split('\n', 1).join('').trim().split(/\s+/);
  return /\bnode(js)?$/.test(rest.at(-1) ?? interpreter) && isFile(interpreter) && isExecutable(interpreter);
}

/** Becomes the command: same PID, nothing of this process stays. Does not return. */
export function become(path: string, argv: readonly string[], environment: Record<string, string>): void {
  process.execve?.(path, argv, environment);
}

/** Runs the command to its end and ends the same way: its exit code, or its signal (as PID 1 the code 128 + number). */
export function runCommand(path: string, argv: readonly string[], environment: Record<string, string>): void {
  const [argv0 = path, ...args] = argv;
  const child = spawn(path, args, { argv0, stdio: 'inherit', env: environment });
  const isTerminal = process.stdin.isTTY;
  const forward = (signal: NodeJS.Signals): void => {
    if (!isTerminal || !FROM_KEYBOARD.includes(signal)) child.kill(signal);
  };
  for (const signal of FORWARDED) process.on(signal, forward);
  child.once('error', (error: NodeJS.ErrnoException) => {
    process.stderr.write(`genai-instrument: ${error.message}\n`);
    process.exit(error.code === 'ENOENT' ? 127 : 126);
  });
  child.once('exit', (code, signal) => {
    for (const forwarded of FORWARDED) process.off(forwarded, forward);
    if (signal === null) process.exit(code ?? 1);
    if (process.pid !== 1 && signal !== 'SIGUSR1') process.kill(process.pid, signal);
    // Reached as PID 1, whose default for a signal is to ignore it, and for SIGUSR1, which opens Node's inspector.
    setTimeout(() => process.exit(128 + osConstants.signals[signal]), process.pid === 1 ? 0 : 100);
  });
}

function isFile(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isFile() ?? false;
}

function exists(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false }) !== undefined;
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

function firstBytes(path: string, length: number): Buffer {
  const bytes = Buffer.alloc(length);
  try {
    const file = openSync(path, 'r');
    const count = readSync(file, bytes, 0, length, 0);
    closeSync(file);
    return bytes.subarray(0, count);
  } catch {
    return bytes.subarray(0, 0);
  }
}
