// Runs every check that `npm test` promises: types, generated files, tests. Extra arguments go to jest.
import { spawnSync } from 'node:child_process';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const jest = [
  '--experimental-vm-modules',
  '--no-warnings',
  'node_modules/jest/bin/jest.js',
  '--config',
  'jest.config.json',
];
const STEPS = [
  { name: 'types', args: ['node_modules/typescript/bin/tsc', '-p', 'tsconfig.json'] },
  { name: 'generated variable tables', args: ['env-config/docs.ts', '--check'] },
  { name: 'generated list of bundled packages', args: ['scripts/third-party.mjs', '--check'] },
  { name: 'generated table of the conventions', args: ['scripts/semconv-table.mjs', '--check'] },
  { name: 'tests', args: [...jest, ...process.argv.slice(2)] },
];

for (const { name, args } of STEPS) {
  const { status } = spawnSync(process.execPath, args, { cwd: root, stdio: 'inherit' });
  if (status !== 0) {
    process.stderr.write(`${name}: failed\n`);
    process.exit(status ?? 1);
  }
}
