// Rows: the env file. Each value stands only in the file, and the app's own environment stays without it.
import { expect } from '@jest/globals';
import type { Row } from '../row.ts';
import { header, signals, spanNames } from '../seen.ts';

const TEXT = [
  '# a comment',
  'OTEL_SERVICE_NAME="from the file"',
  'export GENAI_SPAN_ATTRIBUTES=team=blue # why',
  "OTEL_EXPORTER_OTLP_HEADERS='x-key=k=v=='",
  'GENAI_ENABLE_EVENTS=false',
  'OPENAI_API_KEY=sk-not-ours',
].join('\n');

const PRINTED = [
  'OTEL_SERVICE_NAME',
  'GENAI_SPAN_ATTRIBUTES',
  'OTEL_EXPORTER_OTLP_HEADERS',
  'OPENAI_API_KEY',
];
const STEPS = ['chat', ...PRINTED.map((name) => `print:${name}`)];

/** GENAI_ENV_FILE. */
export const ENV_FILE_ROWS: readonly Row[] = [
  ...[
    ['.env', undefined],
    ['agent.env', 'agent.env'],
  ].map(([file = '', named]): Row => ({
    of: ['GENAI_ENV_FILE'],
    effect: `${named ?? 'unset'}: ${file} in the working directory counts, and process.env of the app is unchanged`,
    env: named === undefined ? {} : { GENAI_ENV_FILE: named },
    files: { [file]: TEXT },
    steps: STEPS,
    check: ({ receiver, stdout, lines }) => {
      expect(receiver.spans()[0]?.resource.attributes['service.name']).toBe('from the file');
      expect(receiver.spans()[0]?.attributes['team']).toBe('blue');
      expect(header(receiver, 'x-key')).toEqual({ traces: 'k=v==', metrics: 'k=v==' });
      expect(stdout).toBe(PRINTED.map((name) => `${name}=\n`).join(''));
      expect(lines).toEqual([]);
    },
  })),
  {
    of: ['GENAI_ENV_FILE'],
    effect: 'the environment wins over the file',
    env: { OTEL_SERVICE_NAME: 'from the environment', GENAI_ENABLE_EVENTS: 'true' },
    files: { '.env': TEXT },
    check: ({ receiver }) => {
      expect(receiver.spans()[0]?.resource.attributes['service.name']).toBe('from the environment');
      expect(receiver.spans()[0]?.attributes['team']).toBe('blue');
      expect(signals(receiver)).toContain('logs');
    },
  },
  {
    of: ['GENAI_ENV_FILE'],
    effect: 'off: a .env file is not read',
    env: { GENAI_ENV_FILE: 'off' },
    files: { '.env': TEXT },
    check: ({ receiver }) => {
      expect(receiver.spans()[0]?.attributes).not.toHaveProperty('team');
      expect(signals(receiver)).toContain('logs');
    },
  },
  {
    of: ['GENAI_ENV_FILE'],
    effect: 'a file that is not there: a line names it, and the agent runs',
    env: { GENAI_ENV_FILE: 'nowhere.env' },
    check: ({ receiver, lines }) => {
      expect(lines).toHaveLength(1);
      expect(lines[0]).toMatch(/GENAI_W003 GENAI_ENV_FILE="nowhere.env" cannot be read/);
      expect(spanNames(receiver)).toEqual(['chat model']);
    },
  },
  {
    of: ['GENAI_ENV_FILE'],
    effect: 'a .env that was merely found cannot name other files',
    env: {},
    files: { '.env': 'OTEL_EXPORTER_OTLP_CERTIFICATE=/etc/hostname\n' },
    check: ({ receiver, lines }) => {
      expect(lines).toHaveLength(1);
      expect(lines[0]).toMatch(/GENAI_W004 OTEL_EXPORTER_OTLP_CERTIFICATE in ".env" is ignored/);
      expect(spanNames(receiver)).toEqual(['chat model']);
    },
  },
];
