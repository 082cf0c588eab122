// Typed getters over foreign values: what has the wrong type is not there. A throwing getter of the app's own propagates.
import type { Fields } from '../record/record.ts';

/** The property of an object; undefined for every other value. */
export function get(source: unknown, key: string | number): unknown {
  if (typeof source !== 'object' || source === null) return undefined;
  return (source as Record<string | number, unknown>)[key];
}

/** The value where it is a non-empty string. */
export function text(value: unknown): string | undefined {
  return typeof value === 'string' && value !== '' ? value : undefined;
}

/** A non-empty string property. */
export function str(source: unknown, key: string): string | undefined {
  return text(get(source, key));
}

/** A finite number property. */
export function num(source: unknown, key: string): number | undefined {
  const value = get(source, key);
  return typeof value === 'number' && Number.isFinite(value) ? value : undefined;
}

/** A whole number property. */
export function int(source: unknown, key: string): number | undefined {
  const value = get(source, key);
  return Number.isSafeInteger(value) ? (value as number) : undefined;
}

/** An array property; empty where it is not one, so that it can be looped over. */
export function list(source: unknown, key: string): readonly unknown[] {
  const value = get(source, key);
  return Array.isArray(value) ? value : [];
}

/** A string, or the strings of an array, as an array of at least one. */
export function strings(source: unknown, key: string): readonly string[] | undefined {
  const value = get(source, key);
  if (typeof value === 'string') return [value];
  const found = Array.isArray(value) ? value.filter((item): item is string => typeof item === 'string') : [];
  return found.length > 0 ? found : undefined;
}

/** `true` where the property is exactly true. */
export function yes(source: unknown, key: string): true | undefined {
  return get(source, key) === true ? true : undefined;
}

/** The first argument of a call: the request of every client here. */
export function body(input: { readonly args: readonly unknown[] }): unknown {
  return input.args[0];
}

/** The array where it has entries. */
export function someOf<T>(entries: readonly T[]): readonly T[] | undefined {
  return entries.length > 0 ? entries : undefined;
}

/** The same object without the keys whose value is undefined. */
export function known<T extends object>(entries: { readonly [K in keyof T]: T[K] | undefined }): T {
  const found: Record<string, unknown> = {};
  for (const key in entries) if (entries[key] !== undefined) found[key] = entries[key];
  return found as T;
}

type Read<T> = (source: unknown, key: string) => T | undefined;

/** A field of the record, how to read it, and the property it is read from. */
export type Rule = {
  [F in keyof Fields]-?: readonly [field: F, read: Read<Fields[F]>, key: string];
}[keyof Fields];

/** Reads the fields of a table into `into`; where two rules name one field, the first value found stays. */
export function readFields(rules: readonly Rule[], source: unknown, into: Fields = {}): Fields {
  if (typeof source !== 'object' || source === null) return into;
  const found = into as Record<string, unknown>;
  for (const rule of rules) {
    if (found[rule[0]] !== undefined) continue;
    const value = rule[1](source, rule[2]);
    if (value !== undefined) found[rule[0]] = value;
  }
  return into;
}
