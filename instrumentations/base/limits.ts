// Copies foreign values into plain, bounded JSON values: no cycles, no getters that throw, no more bytes than allowed.
import { createHash } from 'node:crypto';

/** A value that JSON and OTLP's AnyValue can both carry. */
export type Plain = string | number | boolean | null | Plain[] | { [key: string]: Plain };

/** Bytes that may still be spent on strings; shared by everything copied for one record. */
export interface Budget {
  bytes: number;
}

const MAX_DEPTH = 12;
const MARK = '…[cut]';

/** A plain copy of `value` within the budget, or `undefined` where there is nothing to carry. */
export function plainCopy(value: unknown, budget: Budget, depth = 0): Plain | undefined {
  switch (typeof value) {
    case 'string':
      return cutText(value, budget);
    case 'number':
      return Number.isFinite(value) ? value : String(value);
    case 'boolean':
      return value;
    case 'bigint':
      return value.toString();
    case 'object':
      return value === null ? null : copyObject(value, budget, depth);
    default:
      return undefined;
  }
}

function copyObject(value: object, budget: Budget, depth: number): Plain | undefined {
  if (depth >= MAX_DEPTH) return MARK;
  if (ArrayBuffer.isView(value))
    return describeBytes(new Uint8Array(value.buffer, value.byteOffset, value.byteLength));
  if (value instanceof Date) return Number.isNaN(value.getTime()) ? null : value.toISOString();
  if (Array.isArray(value)) {
    const copy: Plain[] = [];
    for (const item of value) {
      if (budget.bytes <= 0) break;
      copy.push(plainCopy(item, budget, depth + 1) ?? null);
    }
    return copy;
  }
  const copy: { [key: string]: Plain } = {};
  for (const key of Object.keys(value)) {
    // An exhausted budget still lets short structural keys (`type`, `role`) through, so that cut content stays readable.
    if (budget.bytes <= 0 && depth > 3) break;
    const plain = plainCopy(Reflect.get(value, key), budget, depth + 1);
    // defineProperty: a key named __proto__ must become a key, not a prototype.
    if (plain !== undefined) {
      Object.defineProperty(copy, key, {
        value: plain,
        enumerable: true,
        writable: true,
        configurable: true,
      });
    }
  }
  return copy;
}

/** The text, well-formed, cut to what the budget allows at a character boundary. */
export function cutText(text: string, budget: Budget): string {
  // A string has at least one byte a UTF-16 unit, so a longer one need not be measured whole.
  const head = text.length > budget.bytes ? text.slice(0, Math.max(0, budget.bytes)) : text;
  const wellFormed = head.isWellFormed() ? head : head.toWellFormed();
  const size = Buffer.byteLength(wellFormed);
  if (size <= budget.bytes && head.length === text.length) {
    budget.bytes -= size;
    return wellFormed;
  }
  const allowed = Math.max(0, budget.bytes);
  const cut = Buffer.from(wellFormed)
    .subarray(0, allowed)
    .toString('utf8')
    .replace(/\uFFFD$/, '');
  budget.bytes = 0;
  return cut + MARK;
}

/** Binary content as its size and hash. */
export function describeBytes(bytes: Uint8Array): { byte_size: number; sha256: string } {
  return { byte_size: bytes.byteLength, sha256: createHash('sha256').update(bytes).digest('hex') };
}
