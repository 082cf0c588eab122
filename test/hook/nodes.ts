// The Node executables of test/nodes, one per version whose module loading differs.
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from '../support/run-app.ts';

/** Directory names under test/nodes/node_modules. 22.15.0 hooks on a loader thread, the later ones in the app's thread. */
export const NODES = ['node-22.15', 'node-22', 'node-24', 'node-26'] as const;

/** One of them, or the last major that is not supported. */
export type NodeName = (typeof NODES)[number] | 'node-20';

/** The executable; undefined, with the reason on stderr, where it is not installed. In CI its absence is an error. */
export function findNode(name: NodeName): string | undefined {
  const path = join(ROOT, 'test/nodes/node_modules', name, 'bin/node');
  if (existsSync(path)) return path;
  const reason = `${name} is not installed: npm ci --prefix test/nodes --ignore-scripts (linux-x64 only)`;
  if (process.env['CI']) throw new Error(reason);
  process.stderr.write(`skipped: ${reason}\n`);
  return undefined;
}
