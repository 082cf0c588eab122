// What the build needs for the general instrumentations: an entry for each package, and OTel's hook libraries replaced.
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';
import { GENERAL } from './table.ts';

// Resolved from auto-instrumentations-node, which brings them: they need not be direct dependencies.
const require = createRequire(createRequire(import.meta.url).resolve('@opentelemetry/auto-instrumentations-node'));
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
