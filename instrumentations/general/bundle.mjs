// What the build needs for the general instrumentations: an entry for each package, and OTel's hook libraries replaced.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';
import { GENERAL } from './table.ts';

// Resolved from auto-instrumentations-node, which brings them: they need not be direct dependencies.
const require = createRequire(
  createRequire(import.meta.url).resolve('@opentelemetry/auto-instrumentations-node'),
);
const hook = fileURLToPath(new URL('./require-callback.ts', import.meta.url));

/** Entry name -> source, for esbuild's entryPoints. */
export const generalEntries = Object.fromEntries(
  Object.keys(GENERAL).map((id) => [
    `general-${id}`,
    require.resolve(`@opentelemetry/instrumentation-${id}`).replace(/index\.cjs$/, 'index.mjs'),
  ]),
);

/** esbuild's `alias`: OTel's instrumentations bring their own require hook, which would run on every module. */
export const generalAlias = { 'require-in-the-middle': hook, 'import-in-the-middle': hook };

/**
 * esbuild plugin: OTel's ES modules reach CommonJS packages through a createRequire of their own, which finds nothing (or a
 * second copy) at run time. Rewritten to imports; what is not installed (an optional winston transport) stays a require.
 */
export const bundledRequires = {
  name: 'bundled-requires',
  setup(context) {
    context.onLoad({ filter: /@opentelemetry[\\/].*\.mjs$/ }, ({ path }) => {
      const source = readFileSync(path, 'utf8');
      const imports = [];
      const contents = source.replaceAll(/\b__require\((["'])([^"']+)\1\)/g, (call, _quote, name) => {
        if (!isInstalled(name, path)) return call;
        imports.push(`import * as __required${imports.length} from ${JSON.stringify(name)};`);
        return `(__required${imports.length - 1}.default ?? __required${imports.length - 1})`;
      });
      return imports.length === 0
        ? undefined
        : { contents: `${imports.join('\n')}\n${contents}`, loader: 'js' };
    });
  },
};

function isInstalled(name, from) {
  try {
    createRequire(from).resolve(name);
    return true;
  } catch {
    return false;
  }
}
