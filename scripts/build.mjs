// Builds dist/: one ES module per entry, shared code split into chunks, everything bundled but import-in-the-middle.
import { build } from 'esbuild';
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { execFileSync } from 'node:child_process';
import { isBuiltin } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { bundledRequires, generalAlias, generalEntries } from '../instrumentations/general/bundle.mjs';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const at = (path) => join(root, path);
const { version } = JSON.parse(readFileSync(at('package.json'), 'utf8'));

/** Output name -> source. Names are what agent/chunks.ts and register.mjs load. */
const ENTRIES = {
  start: 'agent/start.ts',
  runtime: 'agent/runtime.ts',
  telemetry: 'agent/telemetry.ts',
  sdk: 'agent/own-sdk.ts',
  declarative: 'agent/sdk-declarative.ts',
  loader: 'instrumentations/engine/loader.ts',
  index: 'agent/index.ts',
  cli: 'agent/cli.ts',
  'flush-worker': 'agent/flush-worker.ts',
  general: 'instrumentations/general/general.ts',
  'adapter-openai': 'instrumentations/adapters/openai.ts',
  'adapter-ollama': 'instrumentations/adapters/ollama.ts',
};

/**
 * Node's modules come from process.getBuiltinModule: an `import` of one builds its ES module form, which reads every export
 * and so loads all that Node loads lazily (for node:fs its streams and promises: 4 ms of the preload's 10).
 */
const lazyBuiltins = {
  name: 'lazy-builtins',
  setup(context) {
    context.onResolve({ filter: /^[a-z]/ }, ({ path }) =>
      isBuiltin(path) ? { path, namespace: 'builtin', sideEffects: false } : undefined,
    );
    context.onLoad({ filter: /.*/, namespace: 'builtin' }, ({ path }) => ({
      contents: `module.exports = process.getBuiltinModule(${JSON.stringify(path)});`,
      loader: 'js',
    }));
  },
};

rmSync(at('dist'), { recursive: true, force: true });
mkdirSync(at('dist'), { recursive: true });
const entryPoints = Object.fromEntries(
  Object.entries(ENTRIES)
    .filter(([, path]) => existsSync(at(path)))
    .map(([name, path]) => [name, at(path)]),
);
Object.assign(entryPoints, generalEntries);
const { start, ...others } = entryPoints;
const options = {
  absWorkingDir: root,
  outdir: 'dist',
  bundle: true,
  format: 'esm',
  platform: 'node',
  target: 'node22.15',
  minify: true,
  keepNames: false,
  legalComments: 'none',
  chunkNames: 'chunk-[hash]',
  external: ['import-in-the-middle', 'import-in-the-middle/*'],
  alias: generalAlias,
  conditions: ['import', 'node'],
  mainFields: ['module', 'main'],
  define: { AGENT_VERSION: JSON.stringify(version) },
  banner: {
    js: 'import { createRequire as __createRequire } from "node:module"; const require = __createRequire(import.meta.url);',
  },
  plugins: [bundledRequires],
  metafile: true,
  logLevel: 'warning',
};
const result = await build({ ...options, entryPoints: others, splitting: true });
// The preload reads one file, not five: what it shares with the rest is small and without state.
const startBanner = {
  js: 'const require = process.getBuiltinModule("node:module").createRequire(import.meta.url);',
};
await build({ ...options, entryPoints: { start }, banner: startBanner, plugins: [lazyBuiltins] });
writeFileSync(at('dist/meta.json'), JSON.stringify(result.metafile));
if (process.argv.includes('--no-types')) process.exit(0);
execFileSync(process.execPath, [at('node_modules/typescript/bin/tsc'), '-p', at('tsconfig.json')], {
  stdio: 'inherit',
  cwd: root,
});
