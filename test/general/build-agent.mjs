// `node build-agent.mjs <folder>`: bundles the test agent and the general instrumentations as scripts/build.mjs does.
import { build } from 'esbuild';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { bundledRequires, generalAlias, generalEntries } from '../../instrumentations/general/bundle.mjs';

const outdir = process.argv[2];
const at = (path) => fileURLToPath(new URL(path, import.meta.url));
await build({
  entryPoints: {
    agent: at('agent-entry.ts'),
    general: at('../../instrumentations/general/general.ts'),
    ...generalEntries,
  },
  alias: generalAlias,
  plugins: [bundledRequires],
  outdir,
  bundle: true,
  splitting: true,
  format: 'esm',
  platform: 'node',
  target: 'node22.15',
  minify: true,
  conditions: ['import', 'node'],
  mainFields: ['module', 'main'],
  banner: {
    js: 'import { createRequire as __createRequire } from "node:module"; const require = __createRequire(import.meta.url);',
  },
});
writeFileSync(join(outdir, 'package.json'), '{"type":"module"}');
