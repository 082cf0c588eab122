// Every way an app loads a client library, and how many of its calls the agent sees.
import { REGISTER_URL } from '../support/run-app.ts';
import type { NodeName } from './nodes.ts';

/** One way of loading. */
export interface LoadingCase {
  readonly name: string;
  /** Arguments of Node, relative to the directory of the apps. */
  readonly args: readonly string[];
  /** Calls the app makes, each a span; 1 by default. */
  readonly calls?: number;
  /** `NODE_OPTIONS` carries the preload, or `args` do; by default `--import` ahead of `args`. */
  readonly preload?: 'NODE_OPTIONS' | 'in args';
  /** Versions that load the app but hide its modules from the agent: documented, and the app is undisturbed. */
  readonly missedOn?: readonly NodeName[];
  /** Options that a version needs to run the app at all. */
  readonly optionsOn?: Partial<Record<NodeName, readonly string[]>>;
}

const OURS = ['--import', REGISTER_URL];
const TSX = ['--import', 'tsx'];
const TSX_CLI = '../../node_modules/tsx/dist/cli.mjs';

/** 22.15 has type stripping behind a flag. */
const STRIP_TYPES = { 'node-22.15': ['--experimental-strip-types'] } as const;

/** The cases. */
export const LOADING_CASES: readonly LoadingCase[] = [
  { name: 'import', args: ['esm.mjs'] },
  { name: 'require', args: ['cjs.cjs'] },
  { name: 'deep import', args: ['deep-esm.mjs'] },
  { name: 'deep require', args: ['deep-cjs.cjs'] },
  { name: 'import() from CommonJS', args: ['dynamic-import.cjs'] },
  { name: 'require() of an ES module', args: ['require-esm.cjs'] },
  { name: 'import of the entry file', args: ['file-path.mjs'] },
  { name: 'tsx, ES module, agent first', args: [...OURS, ...TSX, 'typed-esm.mts'], preload: 'in args' },
  { name: 'tsx, ES module, agent last', args: [...TSX, ...OURS, 'typed-esm.mts'], preload: 'in args' },
  { name: 'tsx command', args: [TSX_CLI, 'typed-esm.mts'], preload: 'NODE_OPTIONS' },
  { name: 'tsx, CommonJS', args: [...TSX, 'typed-cjs.cts'], missedOn: ['node-22.15'] },
  { name: 'stripped types, ES module', args: ['typed-esm.mts'], optionsOn: STRIP_TYPES },
  {
    name: 'stripped types, CommonJS',
    args: ['typed-cjs.cts'],
    optionsOn: STRIP_TYPES,
    missedOn: ['node-22.15'],
  },
  { name: 'worker thread', args: ['worker.mjs'] },
  { name: 'worker thread, NODE_OPTIONS', args: ['worker.mjs'], preload: 'NODE_OPTIONS' },
  { name: 'fork, NODE_OPTIONS', args: ['fork.cjs'], preload: 'NODE_OPTIONS', calls: 2 },
  { name: 'cluster', args: ['cluster.mjs'] },
  { name: 'cluster, NODE_OPTIONS', args: ['cluster.mjs'], preload: 'NODE_OPTIONS' },
  { name: 'both copies of a package', args: ['both-copies.mjs'], calls: 2 },
  { name: 'two majors, one also as CommonJS', args: ['two-majors.mjs'], calls: 3 },
  { name: 'npm alias', args: ['alias.cjs'] },
  { name: 'import of ollama', args: ['ollama-esm.mjs'] },
  { name: 'require of ollama', args: ['ollama-cjs.cjs'] },
  { name: 'preload given twice', args: [...OURS, ...OURS, 'esm.mjs'], preload: 'in args' },
];
