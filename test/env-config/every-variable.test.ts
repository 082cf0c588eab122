// Every row of the variable table has a good value, a bad value and its other names, each read back from the Config.
import { describe, expect, test } from '@jest/globals';
import { readConfig } from '../../env-config/read.ts';
import { variables } from '../../env-config/variables.ts';
import { CASES } from './variable-cases.ts';

const NO_FOLDER = '/nonexistent';
const read = (env: Record<string, string>) => readConfig(env, NO_FOLDER);
const DEFAULTS = read({}).config;

test('every row of the table has a case, and every case a row', () => {
  expect(Object.keys(CASES).sort()).toEqual(
    variables()
      .map(({ name }) => name)
      .sort(),
  );
});

test('names and aliases are unique', () => {
  const names = variables().flatMap((row) => [
    row.name,
    ...(row.aliases ?? []),
    ...(row.negatedAliases ?? []),
  ]);
  expect(new Set(names).size).toBe(names.length);
});

test('nothing set gives no complaint and no source', () => {
  const result = read({});
  expect(result.complaints).toEqual([]);
  expect(result.sources).toEqual({});
});

describe.each(Object.entries(CASES))('%s', (name, cases) => {
  const beside = cases.beside ?? {};

  test('has its default where it is unset, empty or blank', () => {
    expect(cases.pick(read(beside).config)).toEqual(cases.unset);
    for (const text of ['', '  ']) {
      const result = read({ ...beside, [name]: text });
      expect(cases.pick(result.config)).toEqual(cases.unset);
      expect(result.complaints).toEqual([]);
      expect(result.sources).not.toHaveProperty(name);
    }
  });

  if (cases.good.length > 0)
    test.each(cases.good)('takes %j', (text, expected) => {
      const result = read({ ...beside, [name]: text });
      expect(cases.pick(result.config)).toEqual(expected);
      expect(result.complaints).toEqual([]);
      expect(result.sources[name]).toBe('environment');
    });

  if (cases.bad.length > 0) {
    test.each(cases.bad)('answers %j with one line and its default', (text) => {
      const result = read({ ...beside, [name]: text });
      expect(cases.pick(result.config)).toEqual(cases.unset);
      expect(result.complaints).toHaveLength(1);
      expect(result.complaints[0]?.message).toContain(name);
      expect(result.complaints[0]?.message).not.toContain('\n');
    });
  }

  const aliases = Object.entries(cases.aliases ?? {});
  test('has a case for each of its other names', () => {
    const row = variables().find((candidate) => candidate.name === name);
    expect(aliases.map(([alias]) => alias).sort()).toEqual(
      [...(row?.aliases ?? []), ...(row?.negatedAliases ?? [])].sort(),
    );
  });
  if (aliases.length > 0) {
    test.each(aliases)('is also read as %s', (alias, [text, expected]) => {
      const result = read({ ...beside, [alias]: text });
      expect(cases.pick(result.config)).toEqual(expected);
      if (!cases.isUnavailable) expect(result.complaints).toEqual([]);
    });
    test('wins over its other names', () => {
      const [text, expected] = cases.good[0] ?? [];
      if (text === undefined) return;
      const others = Object.fromEntries(aliases.map(([alias, [value]]) => [alias, value]));
      expect(cases.pick(read({ ...beside, ...others, [name]: text }).config)).toEqual(expected);
    });
  }
});

test('a bad value leaves the rest of the Config as it is', () => {
  expect(read({ OTEL_LOG_LEVEL: 'loud' }).config).toEqual(DEFAULTS);
});
