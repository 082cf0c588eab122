// Writes an ES module app of many small modules, ten imports deep fan-out, as a large app looks to a loader hook.
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** Writes `count` modules and `main.mjs` into `folder`. */
export function writeManyModules(folder, count) {
  mkdirSync(folder, { recursive: true });
  const name = (index) => `part-${index}.mjs`;
  for (let index = 0; index < count; index += 1) {
    const children = Array.from({ length: 10 }, (_, offset) => index * 10 + offset + 1).filter(
      (child) => child < count,
    );
    const imports = children.map((child) => `import { value as v${child} } from './${name(child)}';`);
    const sum = [index, ...children.map((child) => `v${child}`)].join(' + ');
    const body = Array.from(
      { length: 20 },
      (_, line) => `export function f${line}(a, b) {\n  return a * ${line} + b * ${index};\n}`,
    );
    writeFileSync(
      join(folder, name(index)),
      [...imports, `export const value = ${sum};`, ...body, ''].join('\n'),
    );
  }
  writeFileSync(
    join(folder, 'main.mjs'),
    `import { value } from './${name(0)}';\nif (value !== ${(count * (count - 1)) / 2}) process.exitCode = 1;\n`,
  );
}
