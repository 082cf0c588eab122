// The generated table of the conventions, and what it says about attributes as they arrive over OTLP.
import { readFileSync } from 'node:fs';
import type { PlainValue } from '../support/receiver/receiver.ts';

interface Named {
  readonly attributes: readonly string[];
}

interface MetricRow extends Named {
  readonly unit: string;
  readonly instrument: string;
  readonly description: string;
  readonly boundaries: readonly number[];
  readonly vendorAttributes?: readonly string[];
}

/** docs/generated/semconv.json. */
export interface Conventions {
  readonly schemaUrl: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly spans: Readonly<Record<string, Named>>;
  readonly metrics: Readonly<Record<string, MetricRow>>;
  readonly events: Readonly<Record<string, Named>>;
  readonly parts: Readonly<
    Record<string, { readonly required: readonly string[]; readonly properties: readonly string[] }>
  >;
}

/** The table. */
export const conventions: Conventions = JSON.parse(
  readFileSync(new URL('../../docs/generated/semconv.json', import.meta.url), 'utf8'),
);

/** OTLP types that a declared type may arrive as; whole doubles are sent as integers by the JavaScript SDK. */
const WIRE_TYPES: Readonly<Record<string, readonly string[]>> = {
  string: ['string'],
  int: ['int'],
  double: ['double', 'int'],
  boolean: ['bool'],
  'string[]': ['string[]'],
};

/** What is wrong with received attributes, given the names allowed; structured content on events, JSON text on spans. */
export function attributeErrors(
  types: Readonly<Record<string, string>>,
  allowed: readonly string[],
  structured: boolean,
): string[] {
  return Object.entries(types).flatMap(([name, wire]) => {
    const key = name.startsWith('gen_ai.prompt.variable.') ? 'gen_ai.prompt.variable' : name;
    const declared = conventions.attributes[key]?.replace(/^template\[(.*)\]$/, '$1');
    if (declared === undefined) return [`${name} is not in the conventions`];
    if (!allowed.includes(key)) return [`${name} does not belong here`];
    const expected = declared === 'any' ? [structured ? 'kvlist[]' : 'string'] : (WIRE_TYPES[declared] ?? []);
    return expected.includes(wire) ? [] : [`${name} is ${wire}, not ${expected.join(' or ')}`];
  });
}

/** What is wrong with messages, each part judged by the definition of its own type. */
export function messageErrors(messages: PlainValue | undefined, isOutput: boolean): string[] {
  if (!Array.isArray(messages)) return ['not a list'];
  return messages.flatMap((message, at) => {
    const where = `[${at}]`;
    if (!isRecord(message)) return [`${where} is not an object`];
    const errors = typeof message['role'] === 'string' ? [] : [`${where} has no role`];
    if (isOutput && typeof message['finish_reason'] !== 'string')
      errors.push(`${where} has no finish_reason`);
    return [...errors, ...partErrors(message['parts'], where)];
  });
}

/** What is wrong with a list of parts. */
export function partErrors(parts: PlainValue | undefined, where = ''): string[] {
  if (!Array.isArray(parts)) return [`${where} has no parts`];
  return parts.flatMap((part, at) => {
    const type = isRecord(part) ? part['type'] : undefined;
    if (!isRecord(part) || typeof type !== 'string') return [`${where}.parts[${at}] has no type`];
    const required = conventions.parts[type]?.required ?? [];
    const missing = required.filter((name) => part[name] === undefined || part[name] === null);
    const texts = ['content', 'id', 'name', 'modality', 'mime_type', 'uri', 'file_id'];
    const wrong =
      conventions.parts[type] === undefined
        ? []
        : texts.filter((name) => part[name] !== undefined && typeof part[name] !== 'string');
    return [...missing, ...wrong].map((name) => `${where}.parts[${at}] of type ${type}: ${name}`);
  });
}

/** True for a structured value with named fields. */
export function isRecord(value: PlainValue | undefined): value is { [key: string]: PlainValue } {
  return (
    typeof value === 'object' && value !== null && !Array.isArray(value) && !(value instanceof Uint8Array)
  );
}
