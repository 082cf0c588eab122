// The agent's own voice: single lines on stderr, with a stable code, only at the chosen level, once per cause.
import { format } from 'node:util';

/** Levels in rising verbosity; a message is written where its level is at or below the chosen one. */
export const LOG_LEVELS = ['none', 'error', 'warn', 'info', 'debug', 'verbose', 'all'] as const;

/** One of OTEL_LOG_LEVEL's values. */
export type LogLevel = (typeof LOG_LEVELS)[number];

/** Printf-style logger. Arguments are formatted only where the level is on. */
export interface Log {
  error(message: string, ...args: unknown[]): void;
  warn(message: string, ...args: unknown[]): void;
  info(message: string, ...args: unknown[]): void;
  debug(message: string, ...args: unknown[]): void;
}

/** A logger writing to stderr (or `write`, for tests). Default level: warn. */
export function createLog(level: LogLevel = 'warn', write: (line: string) => void = writeStderr): Log {
  const chosen = LOG_LEVELS.indexOf(level);
  const at = (name: LogLevel) =>
    LOG_LEVELS.indexOf(name) <= chosen
      ? (message: string, ...args: unknown[]) => write(`[@x/agent] ${format(message, ...args)}\n`)
      : () => undefined;
  return { error: at('error'), warn: at('warn'), info: at('info'), debug: at('debug') };
}

function writeStderr(line: string): void {
  try {
    process.stderr.write(line);
  } catch {
    // A closed stderr is the app's business; a lost line is ours to bear.
  }
}
