// General instrumentations under the test agent: one tree in every import order, silence without a GenAI library.
import { beforeAll, describe, expect, test } from '@jest/globals';
import { buildAgent, runFixture } from './bundled-agent.ts';
import type { SpanFacts } from './bundled-agent.ts';

let agent = '';
beforeAll(() => {
  agent = buildAgent();
});

const CLIENT = 2;
const SERVER = 1;

/** The span's ancestors, nearest first. */
function ancestors(spans: readonly SpanFacts[], span: SpanFacts): readonly SpanFacts[] {
  const parent = spans.find(({ id }) => id === span.parent);
  return parent === undefined ? [] : [parent, ...ancestors(spans, parent)];
}

function find(spans: readonly SpanFacts[], scope: string, kind?: number): SpanFacts {
  const found = spans.find((span) => span.scope === scope && (kind === undefined || span.kind === kind));
  if (found === undefined) throw new Error(`no ${scope} span in ${JSON.stringify(spans)}`);
  return found;
}

describe('auto', () => {
  const orders = ['express-first.cjs', 'genai-first.cjs', 'express-first.mjs', 'genai-first.mjs'];

  test.each(orders)(
    '%s: server, express, chat and fetch are one tree, and the app answers as without us',
    async (name) => {
      const { spans, stdout, stderr } = await runFixture(agent, name);
      const bare = await runFixture(agent, name, { BARE: '1' });
      expect({ stdout, stderr }).toEqual({ stdout: bare.stdout, stderr: bare.stderr });
      const fetched = find(spans, 'undici', CLIENT);
      const above = ancestors(spans, fetched).map(
        ({ scope, kind, name: text }) => `${scope} ${kind} ${text}`,
      );
      expect(above[0]).toBe('agent 0 chat');
      expect(above).toContain('express 0 request handler');
      expect(above).toContain(`http ${SERVER} GET /ask/:name`);
      expect(new Set(spans.map(({ trace }) => trace)).size).toBe(1);
    },
  );

  test('without a GenAI library nothing is loaded, recorded or sent', async () => {
    for (const name of ['no-genai.cjs', 'http-only.cjs']) {
      const { spans, chunks, stdout } = await runFixture(agent, name, { SHOW_TRACED: '1' });
      expect({ spans, chunks }).toEqual({ spans: [], chunks: [] });
      expect(stdout).toContain('traced:false');
    }
  });

  test('a GenAI library that loads inside a request leaves that request and traces the next', async () => {
    const { spans, stdout, stderr } = await runFixture(agent, 'late-genai.cjs');
    expect({ stdout, stderr }).toEqual({ stdout: '200 answered\n200 answered\n', stderr: '' });
    expect(spans.filter(({ scope, name }) => scope === 'http' && name === 'GET /ask/:name')).toHaveLength(1);
  });

  test('each fetch has one span, the first one too', async () => {
    const { spans, stdout } = await runFixture(agent, 'plain-fetch.mjs');
    expect(stdout).toBe('ok\nok\n');
    expect(spans.filter(({ scope }) => scope === 'undici')).toHaveLength(2);
  });

  test('requests of an exporter are neither spans nor given headers', async () => {
    const { spans, stdout } = await runFixture(agent, 'export-like.mjs');
    expect(stdout).toBe('traced:false\ntraced:false\n');
    expect(spans.filter(({ kind }) => kind === CLIENT)).toEqual([]);
  });

  test('Fastify: the server span holds the chat', async () => {
    const { spans, stdout, stderr } = await runFixture(agent, 'fastify-app.mjs');
    expect({ stdout, stderr }).toEqual({ stdout: 'answered\n', stderr: '' });
    expect(ancestors(spans, find(spans, 'undici', CLIENT)).map(({ scope }) => scope)).toEqual(
      expect.arrayContaining(['agent', 'http']),
    );
  });

  test('a logger imported ahead of the GenAI library names the trace inside a span', async () => {
    const { spans, stdout } = await runFixture(agent, 'pino-first.mjs');
    const [outside, inside] = stdout
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line));
    expect(outside).toEqual({ level: 30, msg: 'outside' });
    expect(inside).toMatchObject({ msg: 'inside', trace_id: find(spans, 'agent').trace });
  });

  test('an app with an SDK of its own keeps its own instrumentations', async () => {
    const { stdout, chunks } = await runFixture(agent, 'app-sdk.cjs');
    expect({ stdout, chunks }).toEqual({ stdout: 'left alone\n', chunks: [] });
  });
});

describe('GENAI_GENERAL', () => {
  test('on: an app without GenAI is traced', async () => {
    const { spans } = await runFixture(agent, 'http-only.cjs', { MODE: 'on' });
    expect(ancestors(spans, find(spans, 'http', SERVER)).map(({ kind }) => kind)).toContain(CLIENT);
  });

  test('off: nothing is', async () => {
    const { spans, chunks } = await runFixture(agent, 'express-first.cjs', { MODE: 'off' });
    expect(spans).toEqual([]);
    expect(chunks).toEqual([]);
  });

  test('lists choose by short name', async () => {
    const without = await runFixture(agent, 'express-first.cjs', { LISTS: '{"disabled":["express","net"]}' });
    expect(new Set(without.spans.map(({ scope }) => scope))).toEqual(new Set(['http', 'agent', 'undici']));
    const only = await runFixture(agent, 'express-first.cjs', {
      LISTS: '{"enabled":["undici"],"disabled":[]}',
    });
    expect(new Set(only.spans.map(({ scope }) => scope))).toEqual(new Set(['agent', 'undici']));
  });
});
