// Turns a record's fields into attributes by a dialect's names, typed as the field table says.
import type { Attributes } from '@opentelemetry/api';
import { FIELDS, hasType } from '../record/fields.ts';
import type { Field, FieldName } from '../record/fields.ts';
import type { GenAIRecord } from '../record/record.ts';
import type { Dialect } from './dialects/dialect.ts';

interface NamedField {
  readonly field: FieldName;
  readonly name: string;
  readonly type: Field['type'];
}

/** A dialect's fields in table form, made once, so that rendering is one loop over arrays. */
export interface FieldPlan {
  readonly start: readonly NamedField[];
  readonly rest: readonly NamedField[];
  readonly metric: readonly NamedField[];
}

/** Splits a dialect's fields into those known at the start, the others, and those of metric points. */
export function planFields(dialect: Dialect): FieldPlan {
  const start: NamedField[] = [];
  const rest: NamedField[] = [];
  const metric: NamedField[] = [];
  for (const [field, row] of entries(FIELDS)) {
    const name = dialect.attributes[field];
    if (name === undefined) continue;
    const named = { field, name, type: row.type };
    (row.start ? start : rest).push(named);
    if (dialect.metricFields.includes(field)) metric.push(named);
  }
  return { start, rest, metric };
}

/** Writes the fields that are present into `attributes` and answers it. */
export function writeFields(
  attributes: Attributes,
  fields: readonly NamedField[],
  record: GenAIRecord,
): Attributes {
  for (const { field, name, type } of fields) {
    const value = record[field];
    if (value !== undefined && hasType(type, value)) attributes[name] = value;
  }
  return attributes;
}

function entries(table: Readonly<Record<FieldName, Field>>): [FieldName, Field][] {
  const rows: [FieldName, Field][] = [];
  for (const field in table) if (isFieldName(field)) rows.push([field, table[field]]);
  return rows;
}

function isFieldName(name: string): name is FieldName {
  return Object.hasOwn(FIELDS, name);
}
