// The benchmark command: `node bench/run.mjs [row...] [--rounds N] [--peers]`. Prints one table a row, as ratios to the bare app.
import { cpSync, mkdtempSync, rmSync, symlinkSync } from 'node:fs';
import { cpus, loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { measure } from './measure.mjs';
import { writeManyModules } from './many-modules.mjs';
import { ROWS } from './rows.mjs';
import { startServers } from './start-servers.mjs';
import { printPeerGaps, printRow } from './table.mjs';
import { BARE, missingPeers, OURS, peers } from './variants.mjs';

const at = (path) => fileURLToPath(new URL(path, import.meta.url));
const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { rounds: { type: 'string' }, peers: { type: 'boolean', default: false } },
});

const unknown = positionals.filter((name) => !(name in ROWS));
if (unknown.length > 0) {
  process.stderr.write(`No such row: ${unknown.join(', ')}. Rows: ${Object.keys(ROWS).join(', ')}\n`);
  process.exit(1);
}
const names = positionals.length > 0 ? positionals : Object.keys(ROWS);

// The apps run in a folder of their own, so that nothing of the agent's package is near them.
const folder = mkdtempSync(join(tmpdir(), 'genai-bench-'));
cpSync(at('./apps'), folder, { recursive: true });
writeManyModules(join(folder, 'many'), 500);
symlinkSync(at('../test/sdks/node_modules'), join(folder, 'node_modules'));

const servers = await startServers();
try {
  process.stdout.write(
    `Node ${process.version}, ${cpus().length} cores (${cpus()[0]?.model ?? 'unknown'})\n`,
  );
  if (values.peers) printPeerGaps(missingPeers());
  for (const name of names) {
    const row = ROWS[name];
    const variants = [BARE, OURS, ...(values.peers && row.withPeers ? peers() : [])];
    const rounds = Number(values.rounds ?? row.rounds ?? 9);
    printRow(name, row, rounds, loadavg()[0], await measure(row, variants, rounds, folder, servers));
  }
} finally {
  servers.stop();
  rmSync(folder, { recursive: true, force: true });
}
