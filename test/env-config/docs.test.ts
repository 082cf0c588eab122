// The generated documentation: complete, and in step with the table.
import { readFileSync } from 'node:fs';
import { parse } from 'dotenv';
import { expect, test } from '@jest/globals';
import { sampleEnvFile, variableTables, withTables } from '../../env-config/docs.ts';
import { variables } from '../../env-config/variables.ts';

test('every variable has exactly one line in the tables, with as many cells as the head', () => {
  const lines = variableTables().split('\n');
  for (const { name } of variables()) {
    const found = lines.filter((line) => line.startsWith(`| \`${name}\` |`));
    expect(found).toHaveLength(1);
    expect(found[0]?.match(/(?<!\\)\|/g)).toHaveLength(6);
  }
});

test('.env.sample is what the table says', () => {
  expect(readFileSync(new URL('../../.env.sample', import.meta.url), 'utf8')).toBe(sampleEnvFile());
});

test('the sample sets nothing as it stands', () => {
  expect(parse(sampleEnvFile())).toEqual({});
});

test('tables go between the markers and nowhere else', () => {
  const readme = 'a\n<!-- variables:start -->\nold\n<!-- variables:end -->\nb\n';
  const once = withTables(readme, 'new');
  expect(once).toBe('a\n<!-- variables:start -->\n\nnew\n\n<!-- variables:end -->\nb\n');
  expect(withTables(once ?? '', 'new')).toBe(once);
  expect(withTables('no markers', 'new')).toBeUndefined();
});
