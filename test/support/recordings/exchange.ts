// Recorded provider traffic as exchanges: one request and the bytes that answered it, whatever file format held them.
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { parserFor } from './formats.ts';

/** One recorded call. */
export interface Exchange {
  /** Folder and file name, with the number of the call in it. */
  readonly name: string;
  readonly provider: string;
  /** Path of the request's URL; for response-only files the INDEX's word for the API. */
  readonly path: string;
  /** The JSON body of the request; undefined where none was recorded or it is not JSON. */
  readonly request: unknown;
  readonly status: number;
  /** The response body as sent; undefined where it was not recorded. */
  readonly response: Buffer | undefined;
}

const ROOT = join(import.meta.dirname, '../../../../shared/recordings');

/** Whether the recordings are there; in CI they must be. */
export function haveRecordings(): boolean {
  if (existsSync(ROOT)) return true;
  if (process.env['CI']) throw new Error('recorded traffic is missing: ../shared/recordings');
  console.log('skipped: no recorded traffic in ../shared/recordings');
  return false;
}

/** API words of the response-only files, from the table in INDEX.md: `| file | provider | api | ...`. */
function apiWords(): ReadonlyMap<string, string> {
  const rows = readFileSync(join(ROOT, 'INDEX.md'), 'utf8').split('\n');
  return new Map(
    rows.map((row) => row.split(' | ')).map(([file, , api]) => [(file ?? '').replace('| ', ''), api ?? '']),
  );
}

/** Every exchange recorded for a provider, in the order of the files. */
export function readExchanges(provider: string): readonly Exchange[] {
  const apis = apiWords();
  return readdirSync(join(ROOT, provider))
    .sort()
    .flatMap((file) => {
      const name = `${provider}/${file}`;
      const content = readFileSync(join(ROOT, name), 'utf8');
      return parserFor(file)(content).map((pair, at, all): Exchange => ({
        name: all.length > 1 ? `${name}#${at}` : name,
        provider,
        path: pair.url === undefined ? (apis.get(name) ?? '') : new URL(pair.url).pathname,
        request: pair.request,
        status: pair.status,
        response: pair.response,
      }));
    });
}
