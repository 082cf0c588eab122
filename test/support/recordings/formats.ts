// The file formats of the recordings (see their INDEX.md), each read into pairs of request and response.
import { constants, gunzipSync } from 'node:zlib';
import { parse as parseYaml } from 'yaml';

/** What every format gives. `url` is missing in files that hold a response only. */
export interface Pair {
  readonly url?: string;
  readonly request: unknown;
  readonly status: number;
  readonly response: Buffer | undefined;
}

interface HarEntry {
  readonly request: { readonly url: string; readonly postData?: { readonly text?: string } };
  readonly response: {
    readonly status: number;
    readonly content: { readonly text?: string; readonly encoding?: string };
  };
}

interface VcrInteraction {
  readonly request: { readonly uri: string; readonly body?: unknown };
  readonly response: {
    readonly status: { readonly code: number };
    readonly body: { readonly string?: unknown };
  };
}

interface NockEntry {
  readonly scope: string;
  readonly path: string;
  readonly body?: unknown;
  readonly status: number;
  readonly response: unknown;
}

interface CassetteBody {
  readonly kind: string;
  readonly value?: unknown;
  readonly chunks?: readonly string[];
}

interface CassetteEntry {
  readonly request: { readonly url: string; readonly body?: CassetteBody };
  readonly response: { readonly status: number; readonly body?: CassetteBody };
}

type Parser = (content: string) => readonly Pair[];

function jsonOrUndefined(body: unknown): unknown {
  if (typeof body !== 'string') return body ?? undefined;
  try {
    return JSON.parse(body);
  } catch {
    return undefined;
  }
}

function bytes(body: unknown): Buffer | undefined {
  if (body === undefined || body === null) return undefined;
  if (body instanceof Uint8Array) return Buffer.from(body);
  if (typeof body !== 'string') return Buffer.from(JSON.stringify(body));
  return body.startsWith('base64:') ? Buffer.from(body.slice('base64:'.length), 'base64') : Buffer.from(body);
}

const GZIP_MAGIC = '1f8b';

function unzipped(raw: Buffer): Buffer {
  const zipped = raw.subarray(0, 2).toString('hex') === GZIP_MAGIC;
  return zipped ? gunzipSync(raw, { finishFlush: constants.Z_SYNC_FLUSH }) : raw;
}

/** Polly writes a compressed body as a JSON array of base64 chunks. */
function harBody({ text, encoding }: HarEntry['response']['content']): Buffer | undefined {
  if (encoding !== 'base64' || text === undefined) return bytes(text);
  const chunks: readonly string[] = text.startsWith('[') ? JSON.parse(text) : [text];
  return unzipped(Buffer.concat(chunks.map((chunk) => Buffer.from(chunk, 'base64'))));
}

const har: Parser = (content) =>
  JSON.parse(content).log.entries.map(({ request, response }: HarEntry) => ({
    url: request.url,
    request: jsonOrUndefined(request.postData?.text),
    status: response.status,
    response: harBody(response.content),
  }));

const vcr: Parser = (content) =>
  parseYaml(content, { logLevel: 'silent' }).interactions.map(({ request, response }: VcrInteraction) => ({
    url: request.uri,
    request: jsonOrUndefined(request.body),
    status: response.status.code,
    response: bytes(response.body.string),
  }));

const ddTrace: Parser = (content) => {
  const { request, response } = JSON.parse(content);
  return [
    {
      url: request.url,
      request: jsonOrUndefined(request.body),
      status: response.status.code,
      response: bytes(response.body),
    },
  ];
};

/** nock writes a compressed body as hex strings, one for each chunk. */
function nockBody(response: unknown): Buffer | undefined {
  const hex = Array.isArray(response) ? response.join('') : response;
  if (typeof hex !== 'string' || !/^[0-9a-f]+$/.test(hex)) return bytes(response);
  return unzipped(Buffer.from(hex, 'hex'));
}

const nock: Parser = (content) =>
  JSON.parse(content).map((entry: NockEntry) => ({
    url: `${entry.scope}${entry.path}`,
    request: jsonOrUndefined(entry.body),
    status: entry.status,
    response: nockBody(entry.response),
  }));

/** Binary bodies of cassettes lie in files that were not taken over. */
function cassetteBody(body: CassetteBody | undefined): Buffer | undefined {
  if (body === undefined || body.kind === 'binary') return undefined;
  if (body.chunks === undefined) return bytes(body.value);
  return bytes(body.chunks.map((chunk) => (chunk.endsWith('\n\n') ? chunk : `${chunk}\n\n`)).join(''));
}

const braintrust: Parser = (content) =>
  JSON.parse(content).entries.map(({ request, response }: CassetteEntry) => ({
    url: request.url,
    request: request.body?.kind === 'json' ? request.body.value : undefined,
    status: response.status,
    response: cassetteBody(response.body),
  }));

/** Response bodies only; one that holds nothing but an error was an HTTP error. */
const bodyOnly: Parser = (content) => {
  const body = JSON.parse(content);
  const failed = body.error !== undefined && body.error !== null && body.id === undefined;
  return [{ request: undefined, status: failed ? 400 : 200, response: Buffer.from(content) }];
};

/** One event a line, as a server sends it: named events where they have a type, `[DONE]` where they do not. */
const events: Parser = (content) => {
  const lines = content.split('\n').filter((line) => line.trim() !== '');
  const types: readonly unknown[] = lines.map((line) => JSON.parse(line).type);
  const starts = types.flatMap((type, at) => (at === 0 || type === 'response.created' ? [at] : []));
  // Some files hold the responses of several calls, one after the other.
  return starts.map((start, nth) => {
    const sent = lines.slice(start, starts[nth + 1]).map((line, at) => {
      const type = types[start + at];
      return `${typeof type === 'string' ? `event: ${type}\n` : ''}data: ${line}\n\n`;
    });
    const end = typeof types[start] === 'string' ? '' : 'data: [DONE]\n\n';
    return { request: undefined, status: 200, response: Buffer.from(sent.join('') + end) };
  });
};

const FORMATS: readonly (readonly [test: RegExp, parser: Parser])[] = [
  [/\.har$/, har],
  [/\.yaml$/, vcr],
  [/\.cassette\.json$/, braintrust],
  [/^dd-trace-js__.*\.json$/, ddTrace],
  [/^otel-js-contrib__.*\.json$/, nock],
  [/^vercel-ai__.*\.json$/, bodyOnly],
  [/^vercel-ai__.*\.chunks\.txt$/, events],
];

/** The parser for a file name. */
export function parserFor(file: string): Parser {
  const found = FORMATS.find(([test]) => test.test(file));
  if (found === undefined) throw new Error(`no parser for the recording ${file}`);
  return found[1];
}
