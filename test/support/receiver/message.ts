// Typed readers over a decoded OTLP message, whichever encoding it came in: protobuf (bigints, bytes) or JSON (strings, hex).

/** A decoded OTLP message with the field names of OTLP/JSON. */
export interface Message {
  readonly [field: string]: unknown;
}

/** An attribute value as plain JavaScript. Integers beyond 2^53 stay bigints. */
export type PlainValue =
  string | number | bigint | boolean | null | Uint8Array | PlainValue[] | { [key: string]: PlainValue };

/** Attributes, and for each name the OTLP type: string, int, double, bool, bytes, kvlist, or `type[]` for a list. */
export interface Attributes {
  readonly attributes: Record<string, PlainValue>;
  readonly attributeTypes: Record<string, string>;
}

/** Whether a parsed value is an object with fields. */
export function isMessage(value: unknown): value is Message {
  return (
    typeof value === 'object' && value !== null && !Array.isArray(value) && !(value instanceof Uint8Array)
  );
}

/** A string field; '' where absent, as proto3 has it. */
export function text(message: Message, field: string): string {
  const value = message[field];
  return typeof value === 'string' ? value : '';
}

/** A bytes field in lower-case hex, as OTLP/JSON writes trace and span ids. */
export function hex(message: Message, field: string): string {
  const value = message[field];
  return value instanceof Uint8Array
    ? Buffer.from(value).toString('hex')
    : text(message, field).toLowerCase();
}

/** A number field of any width; undefined where absent. */
export function number(message: Message, field: string): number | undefined {
  const value = message[field];
  return value === undefined || value === null ? undefined : Number(value);
}

/** A list of numbers; [] where absent. */
export function numbers(message: Message, field: string): number[] {
  const value = message[field];
  return Array.isArray(value) ? value.map(Number) : [];
}

/** A time in nanoseconds since 1970; 0n where absent. */
export function nanos(message: Message, field: string): bigint {
  const value = message[field];
  if (typeof value === 'bigint') return value;
  return typeof value === 'string' || typeof value === 'number' ? BigInt(value) : 0n;
}

/** A message field; an empty message where absent. */
export function child(message: Message, field: string): Message {
  const value = message[field];
  return isMessage(value) ? value : {};
}

/** A list of messages; [] where absent. */
export function children(message: Message, field: string): Message[] {
  const value = message[field];
  return Array.isArray(value) ? value.filter(isMessage) : [];
}

/** The attributes of a message, as plain values and their OTLP types. A repeated key fails: OTLP forbids it. */
export function attributes(message: Message, field = 'attributes'): Attributes {
  const plain: Record<string, PlainValue> = {};
  const types: Record<string, string> = {};
  for (const pair of children(message, field)) {
    const key = text(pair, 'key');
    if (key in plain) throw new Error(`Attribute ${key} occurs twice`);
    const [value, type] = anyValue(child(pair, 'value'));
    plain[key] = value;
    types[key] = type;
  }
  return { attributes: plain, attributeTypes: types };
}

/** An AnyValue as plain JavaScript and its OTLP type; an unset value is null of type `empty`. */
export function anyValue(message: Message): [PlainValue, string] {
  for (const [field, read] of Object.entries(ANY_VALUE)) {
    if (message[field] !== undefined) return read(message);
  }
  return [null, 'empty'];
}

const ANY_VALUE: Readonly<Record<string, (message: Message) => [PlainValue, string]>> = {
  stringValue: (message) => [text(message, 'stringValue'), 'string'],
  boolValue: (message) => [message['boolValue'] === true, 'bool'],
  intValue: (message) => [integer(nanos(message, 'intValue')), 'int'],
  doubleValue: (message) => [number(message, 'doubleValue') ?? 0, 'double'],
  bytesValue: ({ bytesValue }) => [
    bytesValue instanceof Uint8Array ? bytesValue : Buffer.from(String(bytesValue), 'base64'),
    'bytes',
  ],
  arrayValue: (message) => {
    const items = children(child(message, 'arrayValue'), 'values').map(anyValue);
    const types = [...new Set(items.map(([, type]) => type))];
    return [items.map(([value]) => value), `${types.length === 1 ? types[0] : types.join('|')}[]`];
  },
  kvlistValue: (message) => [attributes(child(message, 'kvlistValue'), 'values').attributes, 'kvlist'],
};

function integer(value: bigint): number | bigint {
  return BigInt.asIntN(54, value) === value ? Number(value) : value;
}
