#!/usr/bin/env node
// The command genai-instrument: what opentelemetry-instrument is for Python, for any Node.js command line.
import { variables } from '../env-config/variables.ts';
import { helpText, parseCli } from './cli-arguments.ts';
import { become, canBecome, findCommand, runCommand } from './cli-command.ts';
import { childEnvironment } from './cli-environment.ts';
import { version } from './version.ts';

const USAGE_EXIT_CODE = 2;

function main(argv: readonly string[]): void {
  const table = variables();
  const request = parseCli(argv, table);
  if (request.kind === 'help') return void process.stdout.write(helpText(table));
  if (request.kind === 'version') return void process.stdout.write(`${version}\n`);
  if (request.kind === 'error') return fail(request.message, USAGE_EXIT_CODE);

  let environment: Record<string, string>;
  try {
    const registerUrl = new URL('../register.mjs', import.meta.url).href;
    environment = childEnvironment({ ...request, environment: process.env, registerUrl });
  } catch (error) {
    return fail(
      `--env-file ${request.envFile}: ${error instanceof Error ? error.message : error}`,
      USAGE_EXIT_CODE,
    );
  }
  const found = findCommand(request.command, environment['PATH'] ?? '');
  if ('exitCode' in found) return fail(found.message, found.exitCode);
  const start = canBecome(found.path, process.pid) ? become : runCommand;
  start(found.path, [request.command, ...request.args], environment);
}

function fail(message: string, exitCode: number): void {
  process.stderr.write(`genai-instrument: ${message}\n`);
  process.exitCode = exitCode;
}

main(process.argv.slice(2));
