// What a row of these tables says, and the child process it runs: variables in, what the receiver, stdout and stderr got out.
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, test } from '@jest/globals';
import { ROOT, runApp, type AppResult } from '../support/run-app.ts';
import { startProvider, type Provider } from '../support/provider.ts';
import { startReceiver, type Fault, type Receiver } from '../support/receiver/receiver.ts';

/** Where a row runs: filled in before its environment is made. */
export interface Place {
  readonly grpcUrl: string;
  readonly httpUrl: string;
  /** host:port of the gRPC receiver. */
  readonly grpcHost: string;
  readonly freePort: number;
  /** The app's working directory, empty but for `files`. */
  readonly folder: string;
  /** Self-signed; also the certificate of the receiver where a row asks for `tls`. */
  readonly keyFile: string;
  readonly certificateFile: string;
}

/** What came of a row. */
export interface Outcome extends AppResult {
  readonly receiver: Receiver;
  readonly provider: Provider;
  /** Agent lines on stderr. */
  readonly lines: readonly string[];
}

/** One setting and its observable effect. */
export interface Row {
  /** The variables the row proves. */
  readonly of: readonly string[];
  /** The effect, as the rest of the test's name. */
  readonly effect: string;
  readonly env: Readonly<Record<string, string>> | ((place: Place) => Record<string, string>);
  /** Steps of env-app.mjs; one chat by default. */
  readonly steps?: readonly string[] | ((place: Place) => readonly string[]);
  readonly fault?: Fault;
  readonly tls?: 'server' | 'mutual';
  /** Written into the working directory. */
  readonly files?: Readonly<Record<string, string>>;
  /** False: the general endpoint is not set. */
  readonly endpoint?: false;
  readonly check: (outcome: Outcome) => void | Promise<void>;
}

const APP = join(ROOT, 'test/sdks/apps/env-app.mjs');

let shared: Promise<{ provider: Provider; keys: Keys }> | undefined;

interface Keys {
  readonly folder: string;
  readonly keyFile: string;
  readonly certificateFile: string;
}

/** Makes a test of every row. */
export function runRows(rows: readonly Row[]): void {
  test.concurrent.each(rows.map((row) => [`${row.of.join(', ')}: ${row.effect}`, row] as const))(
    '%s',
    (_, row) => runRow(row),
  );
  afterAll(async () => {
    if (shared === undefined) return;
    const { provider, keys } = await shared;
    await provider.close();
    rmSync(keys.folder, { recursive: true, force: true });
  });
}

async function runRow(row: Row): Promise<void> {
  const { provider, keys } = await (shared ??= startShared());
  const folder = mkdtempSync(join(tmpdir(), 'env-row-'));
  const receiver = await startReceiver(row.tls === undefined ? {} : { tls: tlsOf(keys, row.tls) });
  try {
    receiver.fault(row.fault);
    for (const [name, text] of Object.entries(row.files ?? {})) writeFileSync(join(folder, name), text);
    const { grpcUrl, httpUrl } = receiver;
    const place: Place = {
      ...keys,
      grpcUrl,
      httpUrl,
      grpcHost: new URL(grpcUrl).host,
      freePort: await findFreePort(),
      folder,
    };
    const steps = typeof row.steps === 'function' ? row.steps(place) : (row.steps ?? ['chat']);
    const general = row.endpoint === false ? {} : { OTEL_EXPORTER_OTLP_ENDPOINT: grpcUrl };
    const env = typeof row.env === 'function' ? row.env(place) : row.env;
    const result = await runApp({
      args: [APP, ...steps],
      cwd: folder,
      preload: true,
      // HTTP spans and the like are test/general's matter.
      env: { PROVIDER_URL: `${provider.url}/v1`, GENAI_GENERAL: 'off', ...general, ...env },
    });
    if (result.code !== 0)
      throw new Error(`The app ended with ${result.code}.\n${result.stdout}${result.stderr}`);
    const lines = result.stderr.split('\n').filter((line) => line.startsWith('[@x/agent]'));
    await row.check({ ...result, receiver, provider, lines });
  } finally {
    await receiver.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

async function startShared(): Promise<{ provider: Provider; keys: Keys }> {
  const folder = mkdtempSync(join(tmpdir(), 'env-keys-'));
  const keys = { folder, keyFile: join(folder, 'key.pem'), certificateFile: join(folder, 'certificate.pem') };
  const subject = [
    '-subj',
    '/CN=localhost',
    '-addext',
    'subjectAltName=IP:127.0.0.1,DNS:localhost',
    '-days',
    '2',
  ];
  const output = ['-keyout', keys.keyFile, '-out', keys.certificateFile];
  execFileSync('openssl', ['req', '-x509', '-newkey', 'rsa:2048', '-nodes', ...subject, ...output], {
    stdio: 'pipe',
  });
  return { provider: await startProvider(), keys };
}

function tlsOf({ keyFile, certificateFile }: Keys, kind: 'server' | 'mutual') {
  const cert = readFileSync(certificateFile, 'utf8');
  return { key: readFileSync(keyFile, 'utf8'), cert, ...(kind === 'mutual' ? { ca: cert } : {}) };
}

function findFreePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer().once('error', reject);
    server.listen(0, 'localhost', () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' && address !== null ? address.port : 0));
    });
  });
}
