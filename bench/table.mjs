// Prints what was measured.

/** One row as a small table, the first variant being the bare app. */
export function printRow(name, row, rounds, load, results) {
  print(`\n${name}: ${row.title}; median of ${rounds} fresh processes, load ${load.toFixed(1)}`);
  const bare = results[0]?.value;
  for (const result of results) {
    if (result.failure !== undefined) {
      print(`  ${result.name.padEnd(44)} failed: ${result.failure}`);
      continue;
    }
    if (row.isSeries) {
      print(
        `  ${result.name.padEnd(44)} ${result.lines.map((line) => `${line.label} ${line.heapMb.toFixed(1)}`).join(', ')} ${row.unit}`,
      );
      continue;
    }
    const ratio = bare === undefined ? '' : `${(result.value / bare).toFixed(2)} x`;
    const rss = result.rssMb === undefined ? '' : `  ${result.rssMb.toFixed(0)} MB`;
    // On a shared machine the fastest runs are the ones nobody disturbed.
    const best = bare === undefined ? '' : `  (best runs ${(result.best / results[0].best).toFixed(2)} x)`;
    print(
      `  ${result.name.padEnd(44)} ${result.value.toFixed(1).padStart(9)} ${row.unit} ${ratio.padStart(8)}${best}${rss}${verdict(row, result, bare)}`,
    );
  }
}

/** One line a peer that cannot be measured. */
export function printPeerGaps(names) {
  for (const name of names) print(`  ${name}: not installed (npm ci --ignore-scripts --prefix bench/peers)`);
}

function verdict(row, { name, value, received }, bare) {
  if (name !== '@x/agent' || bare === undefined) return '';
  const parts = [];
  if (row.budget !== undefined)
    parts.push(`${value / bare <= row.budget ? 'within' : 'OVER'} ${row.budget} x`);
  if (row.budgetMore !== undefined)
    parts.push(`${value - bare <= row.budgetMore ? 'within' : 'OVER'} +${row.budgetMore}`);
  if (row.isExported)
    parts.push(
      `received: ${Object.entries(received)
        .map(([signal, count]) => `${signal} ${count}`)
        .join(', ')}`,
    );
  return parts.length === 0 ? '' : `  ${parts.join('; ')}`;
}

function print(line) {
  process.stdout.write(`${line}\n`);
}
