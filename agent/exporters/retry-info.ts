// Reads google.rpc.RetryInfo out of the grpc-status-details-bin trailer: the receiver's wish when to try again.

const RETRY_INFO = 'type.googleapis.com/google.rpc.RetryInfo';

/** Field numbers on the way from google.rpc.Status to Duration. */
const STATUS_DETAILS = 3;
const ANY_TYPE_URL = 1;
const ANY_VALUE = 2;
const RETRY_DELAY = 1;
const DURATION_SECONDS = 1;
const DURATION_NANOS = 2;

interface Field {
  readonly number: number;
  readonly value: bigint | Uint8Array;
}

/** The delay in milliseconds, or `undefined` where the trailer has none or is damaged. */
export function readRetryDelayMs(status: Uint8Array): number | undefined {
  try {
    for (const detail of messages(status, STATUS_DETAILS)) {
      const [type] = messages(detail, ANY_TYPE_URL);
      if (type === undefined || Buffer.from(type).toString() !== RETRY_INFO) continue;
      const [info = new Uint8Array()] = messages(detail, ANY_VALUE);
      const [duration] = messages(info, RETRY_DELAY);
      return duration === undefined ? undefined : durationMs(duration);
    }
  } catch {
    // A damaged trailer is no wish.
  }
  return undefined;
}

function durationMs(duration: Uint8Array): number {
  let ms = 0;
  for (const { number, value } of fields(duration)) {
    if (typeof value !== 'bigint') continue;
    if (number === DURATION_SECONDS) ms += Number(BigInt.asIntN(64, value)) * 1000;
    if (number === DURATION_NANOS) ms += Number(BigInt.asIntN(64, value)) / 1e6;
  }
  return Math.max(0, ms);
}

function messages(message: Uint8Array, wanted: number): Uint8Array[] {
  return fields(message).flatMap(({ number, value }) =>
    number === wanted && value instanceof Uint8Array ? [value] : [],
  );
}

/** The protobuf wire format: varint, fixed64, bytes and fixed32 fields. */
function fields(message: Uint8Array): Field[] {
  const found: Field[] = [];
  let at = 0;
  const varint = () => {
    let value = 0n;
    for (let shift = 0n; ; shift += 7n) {
      const byte = message[at++];
      if (byte === undefined) throw new RangeError('truncated');
      value |= BigInt(byte & 0x7f) << shift;
      if (byte < 0x80) return value;
    }
  };
  const bytes = (length: number) => {
    if (at + length > message.length) throw new RangeError('truncated');
    return message.subarray(at, (at += length));
  };
  while (at < message.length) {
    const key = Number(varint());
    const readers = [
      varint,
      () => bytes(8),
      () => bytes(Number(varint())),
      undefined,
      undefined,
      () => bytes(4),
    ];
    const read = readers[key & 7];
    if (read === undefined) throw new RangeError('unknown wire type');
    found.push({ number: key >>> 3, value: read() });
  }
  return found;
}
