// Every variable of the table, and every other name of it, has a row in this folder or stands here with the reason why not.
import { expect, test } from '@jest/globals';
import { variables } from '../../env-config/variables.ts';
import type { Row } from './row.ts';
import { BATCH_ROWS } from './rows/batch.ts';
import { ENV_FILE_ROWS } from './rows/env-file.ts';
import { EXPORTER_ROWS } from './rows/exporters.ts';
import { GENAI_ROWS } from './rows/genai.ts';
import { GENERAL_ROWS } from './rows/general.ts';
import { LIMIT_ROWS } from './rows/limits.ts';
import { METRIC_ROWS } from './rows/metrics.ts';
import { OTLP_ROWS } from './rows/otlp.ts';
import { IDENTITY_ROWS } from './rows/sampler-propagator-resource.ts';

const ROWS: readonly Row[] = [
  ...BATCH_ROWS,
  ...ENV_FILE_ROWS,
  ...EXPORTER_ROWS,
  ...GENAI_ROWS,
  ...GENERAL_ROWS,
  ...LIMIT_ROWS,
  ...METRIC_ROWS,
  ...OTLP_ROWS,
  ...IDENTITY_ROWS,
];

/** Names without a row. */
const EXCEPTIONS: Readonly<Record<string, string>> = {
  OTEL_CONFIG_FILE: 'its own test: config-file.test.ts',
  OTEL_EXPERIMENTAL_CONFIG_FILE: 'another name of OTEL_CONFIG_FILE',
  OTEL_SEMCONV_STABILITY_OPT_IN: 'has no effect by design: the newest convention is always emitted',
  OTEL_METRICS_EXEMPLAR_FILTER:
    'has no effect: the metrics SDK for JavaScript has no exemplars; bad values are in bad-values.test.ts',
};

test('every name has a row or a reason', () => {
  const names = variables().flatMap(({ name, aliases = [], negatedAliases = [] }) => [
    name,
    ...aliases,
    ...negatedAliases,
  ]);
  const covered = new Set(ROWS.flatMap(({ of }) => of));
  expect(names.filter((name) => !covered.has(name) && !(name in EXCEPTIONS))).toEqual([]);
});

test('no row and no exception is about a name the table does not have, and no exception has a row', () => {
  const names = new Set(
    variables().flatMap(({ name, aliases = [], negatedAliases = [] }) => [
      name,
      ...aliases,
      ...negatedAliases,
    ]),
  );
  const covered = new Set(ROWS.flatMap(({ of }) => of));
  expect([...covered, ...Object.keys(EXCEPTIONS)].filter((name) => !names.has(name))).toEqual([]);
  expect(Object.keys(EXCEPTIONS).filter((name) => covered.has(name))).toEqual([]);
});
