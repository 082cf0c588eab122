// Builds the environment of the instrumented command: file below environment below flags, and the preload in NODE_OPTIONS.
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { parse } from 'dotenv';

/** A process environment. */
export type Environment = Readonly<Record<string, string | undefined>>;

/** What `childEnvironment` puts together. */
export interface EnvironmentParts {
  readonly environment: Environment;
  /** Variables set by flags; they win. */
  readonly variables: Readonly<Record<string, string>>;
  readonly envFile?: string;
  /** File URL of the preload. */
  readonly registerUrl: string;
}

/**
 * The environment for the command. Throws what reading the file throws. Some versions of Node read `--env-file` even
 * behind the script, so that the file may be in `environment` already: with the same precedence, hence no harm.
 */
export function childEnvironment(parts: EnvironmentParts): Record<string, string> {
  const { environment, variables, envFile, registerUrl } = parts;
  const fromFile =
    envFile === undefined
      ? {}
      : // The named file is all there is: the agent shall not mix in an .env of the working directory.
        { GENAI_ENV_FILE: 'off', ...parse(readFileSync(resolve(envFile))) };
  const child: Record<string, string> = {};
  for (const [name, value] of Object.entries({ ...fromFile, ...environment, ...variables })) {
    if (typeof value === 'string') child[name] = value;
  }
  child['NODE_OPTIONS'] = withPreload(child['NODE_OPTIONS'] ?? '', registerUrl);
  return child;
}

/** NODE_OPTIONS with the preload before the other --import options, so that it sees what those load. Added once. */
export function withPreload(nodeOptions: string, registerUrl: string): string {
  // Node splits at spaces outside double quotes; a file URL has both percent-encoded.
  const preload = `--import ${registerUrl}`;
  if (nodeOptions.includes(preload)) return nodeOptions;
  return nodeOptions === '' ? preload : `${preload} ${nodeOptions}`;
}
