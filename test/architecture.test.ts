// The rooms and who may import whom; who may read the environment; how long a file may be.
import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from '@jest/globals';

const ROOT = fileURLToPath(new URL('..', import.meta.url));

/** Room -> the rooms its files may import, itself aside. The longest matching room wins. */
const MAY_IMPORT: Readonly<Record<string, readonly string[]>> = {
  'env-config': [],
  'instrumentations/record': [],
  'instrumentations/base': [],
  'instrumentations/adapters': ['instrumentations/record'],
  'instrumentations/engine': [
    'instrumentations/record',
    'instrumentations/base',
    'instrumentations/adapters',
  ],
  'instrumentations/emitters': [
    'instrumentations/record',
    'instrumentations/base',
    'instrumentations/engine',
  ],
  'instrumentations/emitters/dialects': ['instrumentations/record'],
  'instrumentations/general': [],
  agent: ['env-config', 'instrumentations'],
};

/** Rooms that may not import OpenTelemetry at all, or only its API. */
const OTEL: Readonly<Record<string, RegExp>> = {
  'instrumentations/record': /@opentelemetry\//,
  'instrumentations/adapters': /@opentelemetry\//,
  'instrumentations/engine': /@opentelemetry\//,
  'instrumentations/base': /@opentelemetry\/(?!api')/,
  'instrumentations/emitters': /@opentelemetry\/(?!api')/,
};

/** Who reads process.env: the configuration, and three that hand it on to a child, a worker, sdk-node. */
const ENVIRONMENT_READERS = [
  'env-config/read.ts',
  'env-config/early.ts',
  'agent/cli.ts',
  'agent/exporters/courier.ts',
  'agent/sdk-declarative.ts',
];

const ROOMS = Object.keys(MAY_IMPORT).sort((left, right) => right.length - left.length);
const files = ['agent', 'env-config', 'instrumentations'].flatMap(listFiles);

describe.each(files)('%s', (file) => {
  const source = readFileSync(join(ROOT, file), 'utf8');
  const room = roomOf(file) ?? '';

  test('imports only what its room may', () => {
    const allowed = [room, ...(MAY_IMPORT[room] ?? [])];
    const outside = importsOf(file, source).filter(
      (target) => !allowed.some((one) => target.startsWith(`${one}/`)),
    );
    expect(outside).toEqual([]);
    const otel = OTEL[room];
    if (otel !== undefined) expect(source).not.toMatch(new RegExp(`from '${otel.source}`));
  });

  test('reads the environment only where that is its job', () => {
    if (!ENVIRONMENT_READERS.includes(file)) expect(codeOf(source)).not.toMatch(/process\.env\b/);
  });

  test('is at most 250 lines, begins with what it is for, and has no any', () => {
    expect(source.split('\n').length).toBeLessThanOrEqual(251);
    expect(source).toMatch(/^(#!.*\n)?\/\/ \S/);
    expect(codeOf(source)).not.toMatch(/:\s*any\b|<any>|\bas any\b/);
  });
});

test('adapters are under 120 lines', () => {
  for (const file of files.filter((name) => name.startsWith('instrumentations/adapters/'))) {
    expect([file, readFileSync(join(ROOT, file), 'utf8').split('\n').length < 121]).toEqual([file, true]);
  }
});

test('the engine is under 600 lines of code in all', () => {
  const lines = files
    .filter((name) => name.startsWith('instrumentations/engine/'))
    .map(
      (name) =>
        readFileSync(join(ROOT, name), 'utf8')
          .split('\n')
          .filter((line) => !/^\s*(\/\/|\/?\*|$)/.test(line)).length,
    );
  expect(lines.reduce((sum, count) => sum + count, 0)).toBeLessThan(600);
});

function listFiles(folder: string): string[] {
  return readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts'))
    .map((name) => `${folder}/${name}`);
}

function roomOf(file: string): string | undefined {
  return ROOMS.find((room) => file.startsWith(`${room}/`));
}

function importsOf(file: string, source: string): string[] {
  return [...source.matchAll(/from '(\.[^']+)'/g)].map((match) =>
    relative(ROOT, join(ROOT, dirname(file), match[1] ?? '')),
  );
}

function codeOf(source: string): string {
  return source.replaceAll(/\/\*[\s\S]*?\*\//g, '').replaceAll(/(^|\s)\/\/.*$/gm, '');
}
