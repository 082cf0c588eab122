// The env file: below the environment, ours only, and never a way for a cloned folder to open files.
import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { readConfig } from '../../env-config/read.ts';

const { parse } = createRequire(import.meta.url)('dotenv') as typeof import('dotenv');

function folder(files: Record<string, string> = {}): string {
  const path = mkdtempSync(join(tmpdir(), 'env-file-'));
  for (const [name, text] of Object.entries(files)) writeFileSync(join(path, name), text);
  return path;
}

const codes = (result: ReturnType<typeof readConfig>) => result.complaints.map(({ code }) => code);

describe('a .env in the working directory', () => {
  test('is read, and says so in the sources', () => {
    const result = readConfig(
      {},
      folder({ '.env': 'OTEL_SERVICE_NAME="poems #1"\nexport GENAI_SDK=own\n' }),
      () => parse,
    );
    expect(result.config.serviceName).toBe('poems #1');
    expect(result.config.sdkMode).toBe('own');
    expect(result.sources).toEqual({ OTEL_SERVICE_NAME: 'file', GENAI_SDK: 'file' });
    expect(result.complaints).toEqual([]);
  });

  test('is read with the package where no loader is given', () => {
    expect(readConfig({}, folder({ '.env': 'GENAI_SDK=app' })).config.sdkMode).toBe('app');
  });

  test('loses to the environment, also to an alias there', () => {
    const cwd = folder({ '.env': 'OTEL_EXPORTER_OTLP_ENDPOINT=http://file:1\nGENAI_SDK=own' });
    const result = readConfig({ OTEL_ENDPOINT: 'http://environment:1', GENAI_SDK: 'app' }, cwd);
    expect(result.config.logs.otlp.endpoint).toBe('http://environment:1');
    expect(result.config.sdkMode).toBe('app');
    expect(result.sources).toEqual({ OTEL_EXPORTER_OTLP_ENDPOINT: 'environment', GENAI_SDK: 'environment' });
  });

  test('counts where the environment is empty', () => {
    expect(readConfig({ GENAI_SDK: '' }, folder({ '.env': 'GENAI_SDK=own' })).config.sdkMode).toBe('own');
  });

  test('gives aliases of other tools, and nothing else of the file', () => {
    const cwd = folder({
      '.env': 'OPENAI_API_KEY=sk-1\nLITELLM_OTEL_INTEGRATION_ENABLE_EVENTS=false\nNODE_ENV=x',
    });
    const before = { ...process.env };
    const result = readConfig({}, cwd);
    expect(result.config.eventsEnabled).toBe(false);
    expect(result.complaints).toEqual([]);
    expect(JSON.stringify(result)).not.toContain('sk-1');
    expect({ ...process.env }).toEqual(before);
  });

  test('names unknown GENAI_ variables in it', () => {
    const result = readConfig({}, folder({ '.env': 'GENAI_SKD=own' }));
    expect(result.complaints[0]?.message).toContain('nearest: GENAI_SDK');
  });

  test.each([
    'GENAI_HOOKS',
    'GENAI_PRICING_FILE',
    'OPENLIT_PRICING_JSON',
    'GENAI_ENV_FILE',
    'OTEL_CONFIG_FILE',
    'OTEL_EXPORTER_OTLP_CERTIFICATE',
    'OTEL_EXPORTER_OTLP_TRACES_CLIENT_KEY',
    'OTEL_EXPORTER_OTLP_LOGS_CLIENT_CERTIFICATE',
  ])('may not set %s', (name) => {
    const result = readConfig({}, folder({ '.env': `${name}=${import.meta.filename}` }));
    expect(codes(result)).toEqual(['GENAI_W004']);
    expect(result.complaints[0]?.message).toContain(name);
    expect(result.sources).toEqual({});
  });

  test('is left alone where it is a folder', () => {
    const cwd = folder();
    mkdirSync(join(cwd, '.env'));
    expect(readConfig({}, cwd).complaints).toEqual([]);
  });
});

describe('GENAI_ENV_FILE', () => {
  const pem = '-----BEGIN CERTIFICATE-----\n';

  test('names the file, relative to the working directory, and may then name others', () => {
    const cwd = folder({ 'prod.env': '', 'ca.pem': pem });
    writeFileSync(join(cwd, 'prod.env'), `OTEL_EXPORTER_OTLP_CERTIFICATE=${join(cwd, 'ca.pem')}`);
    const result = readConfig({ GENAI_ENV_FILE: 'prod.env' }, cwd);
    expect(result.complaints).toEqual([]);
    expect(result.config.traces.otlp.certificate).toBe(pem);
  });

  test('does not lead to a further env file', () => {
    const cwd = folder({ 'a.env': 'GENAI_ENV_FILE=b.env', 'b.env': 'GENAI_SDK=own' });
    const result = readConfig({ GENAI_ENV_FILE: 'a.env' }, cwd);
    expect(codes(result)).toEqual(['GENAI_W004']);
    expect(result.config.sdkMode).toBe('auto');
  });

  test.each(['missing.env', '.'])('answers %s with one line', (file) => {
    const result = readConfig({ GENAI_ENV_FILE: file, GENAI_SDK: 'own' }, folder());
    expect(codes(result)).toEqual(['GENAI_W003']);
    expect(result.complaints[0]?.message).toContain(`GENAI_ENV_FILE="${file}"`);
    expect(result.config.sdkMode).toBe('own');
  });

  test('off reads no file', () => {
    expect(readConfig({ GENAI_ENV_FILE: 'Off' }, folder({ '.env': 'GENAI_SDK=own' })).config.sdkMode).toBe(
      'auto',
    );
  });
});

test('dotenv is not loaded where there is no file', () => {
  let loads = 0;
  const load = () => {
    loads++;
    return parse;
  };
  readConfig({}, folder(), load);
  expect(loads).toBe(0);
  readConfig({}, folder({ '.env': '' }), load);
  expect(loads).toBe(1);
});
