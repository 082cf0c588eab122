// Reads and writes the protobuf wire format: decoding by the OTLP field table, and the few messages a receiver answers with.
import type { Message } from './message.ts';
import { OTLP_FIELDS, type Field } from './otlp-fields.ts';

interface Cursor {
  readonly bytes: Buffer;
  at: number;
  readonly end: number;
}

/** Decodes a protobuf message named in OTLP_FIELDS into an object with OTLP/JSON field names; 64-bit numbers are bigints. */
export function decodeMessage(name: string, bytes: Buffer): Message {
  return readMessage(name, { bytes, at: 0, end: bytes.length });
}

function readMessage(name: string, cursor: Cursor): Message {
  const fields = OTLP_FIELDS[name];
  if (fields === undefined) throw new Error(`No field table for the message ${name}`);
  const message: Record<string, unknown> = {};
  while (cursor.at < cursor.end) {
    const tag = Number(readVarint(cursor));
    const field = fields[tag >>> 3];
    if (field === undefined) skip(cursor, tag & 7);
    else if (field[2] === undefined) message[field[0]] = readValue(field[1], cursor);
    else {
      const list = message[field[0]];
      const values = readRepeated(field, tag & 7, cursor);
      message[field[0]] = Array.isArray(list) ? [...list, ...values] : values;
    }
  }
  return message;
}

function readRepeated([, type]: Field, wireType: number, cursor: Cursor): unknown[] {
  const isPacked = wireType === 2 && type in SCALARS && type !== 'string' && type !== 'bytes';
  if (!isPacked) return [readValue(type, cursor)];
  const packed = slice(cursor);
  const values: unknown[] = [];
  while (packed.at < packed.end) values.push(readValue(type, packed));
  return values;
}

const SCALARS: Readonly<Record<string, (cursor: Cursor) => unknown>> = {
  string: (cursor) => {
    const { bytes, at, end } = slice(cursor);
    return bytes.toString('utf8', at, end);
  },
  bytes: (cursor) => {
    const { bytes, at, end } = slice(cursor);
    return Buffer.from(bytes.subarray(at, end));
  },
  bool: (cursor) => readVarint(cursor) !== 0n,
  int32: (cursor) => Number(BigInt.asIntN(32, readVarint(cursor))),
  int64: (cursor) => BigInt.asIntN(64, readVarint(cursor)),
  sint32: (cursor) => {
    const value = Number(readVarint(cursor));
    return value % 2 === 0 ? value / 2 : -(value + 1) / 2;
  },
  fixed32: (cursor) => cursor.bytes.readUInt32LE(advance(cursor, 4)),
  fixed64: (cursor) => cursor.bytes.readBigUInt64LE(advance(cursor, 8)),
  sfixed64: (cursor) => cursor.bytes.readBigInt64LE(advance(cursor, 8)),
  double: (cursor) => cursor.bytes.readDoubleLE(advance(cursor, 8)),
};

function readValue(type: string, cursor: Cursor): unknown {
  const scalar = SCALARS[type];
  return scalar === undefined ? readMessage(type, slice(cursor)) : scalar(cursor);
}

function readVarint(cursor: Cursor): bigint {
  let value = 0n;
  for (let shift = 0n; shift < 70n; shift += 7n) {
    const byte = cursor.bytes.readUInt8(advance(cursor, 1));
    value |= BigInt(byte & 0x7f) << shift;
    if (byte < 0x80) return value;
  }
  throw new Error(`Varint longer than ten bytes before offset ${cursor.at}`);
}

function slice(cursor: Cursor): Cursor {
  const length = Number(readVarint(cursor));
  const at = advance(cursor, length);
  return { bytes: cursor.bytes, at, end: at + length };
}

function advance(cursor: Cursor, length: number): number {
  const at = cursor.at;
  if (at + length > cursor.end) throw new Error(`Truncated message: ${length} bytes wanted at offset ${at}`);
  cursor.at = at + length;
  return at;
}

function skip(cursor: Cursor, wireType: number): void {
  if (wireType === 0) readVarint(cursor);
  else if (wireType === 1) advance(cursor, 8);
  else if (wireType === 2) slice(cursor);
  else if (wireType === 5) advance(cursor, 4);
  else throw new Error(`Unknown wire type ${wireType} before offset ${cursor.at}`);
}

/** Encodes a field of wire type 2 (string, bytes, message) or, for a number, of wire type 0. */
export function encodeField(field: number, value: Buffer | string | number): Buffer {
  if (typeof value === 'number') return Buffer.concat([encodeVarint(field << 3), encodeVarint(value)]);
  const bytes = Buffer.from(value);
  return Buffer.concat([encodeVarint((field << 3) | 2), encodeVarint(bytes.length), bytes]);
}

function encodeVarint(value: number): Buffer {
  const bytes: number[] = [];
  let rest = value;
  for (; rest > 0x7f; rest = Math.floor(rest / 128)) bytes.push((rest % 128) | 0x80);
  return Buffer.from([...bytes, rest]);
}
