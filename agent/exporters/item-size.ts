// About how many bytes a waiting span or log record holds on to: prompts make items differ by a factor of a thousand.
import type { ReadableLogRecord } from '@opentelemetry/sdk-logs';
import type { ReadableSpan } from '@opentelemetry/sdk-trace';

/** What an item costs beside its texts. */
const ITEM_BYTES = 1024;

/** A span's texts, in its attributes and its events'. */
export function spanBytes(span: ReadableSpan): number {
  return span.events.reduce(
    (bytes, { attributes }) => bytes + valueBytes(attributes),
    ITEM_BYTES + valueBytes(span.attributes),
  );
}

/** A log record's texts, in its body and attributes. */
export function logBytes(record: ReadableLogRecord): number {
  return ITEM_BYTES + valueBytes(record.attributes) + valueBytes(record.body);
}

function valueBytes(value: unknown): number {
  if (typeof value === 'string') return value.length;
  if (value instanceof Uint8Array) return value.byteLength;
  if (typeof value !== 'object' || value === null) return 8;
  let bytes = 0;
  for (const part of Object.values(value)) bytes += valueBytes(part);
  return bytes;
}
