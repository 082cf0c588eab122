// Each way of loading a client library on each Node: as many spans as calls, and the app's own output as without us.
import { beforeAll, describe, expect, test } from '@jest/globals';
import { join } from 'node:path';
import { REGISTER_URL, ROOT, runApp } from '../support/run-app.ts';
import type { AppResult } from '../support/run-app.ts';
import { LOADING_CASES } from './loading-cases.ts';
import type { LoadingCase } from './loading-cases.ts';
import { findNode, NODES } from './nodes.ts';
import type { NodeName } from './nodes.ts';

const APPS = join(ROOT, 'test/sdks/apps/hook');

/** Node's own notices about features it calls experimental. */
const NODE_NOTICE =
  /^\(node:\d+\) (?:\[MODULE_TYPELESS|ExperimentalWarning: ).*\n|^\(Use `node --trace-warnings.*\n/gm;

describe.each(NODES)('%s', (nodeName) => {
  const node = findNode(nodeName);
  const results = new Map<string, AppResult>();
  if (node === undefined) return test.skip('is not installed', () => undefined);

  beforeAll(async () => {
    const waiting = [...LOADING_CASES];
    const runOneByOne = async () => {
      for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
        results.set(next.name, await run(next, nodeName, node));
      }
    };
    await Promise.all([runOneByOne(), runOneByOne()]);
  }, 120_000);

  test.each(LOADING_CASES)('$name', ({ name, calls = 1, missedOn = [] }) => {
    const { stdout, stderr, code } = results.get(name) ?? {};
    const lines = (stdout ?? '').trim().split('\n');
    expect(stderr?.replaceAll(NODE_NOTICE, '')).toBe('');
    expect(lines.filter((line) => line === 'ANSWER hello')).toHaveLength(calls);
    expect(lines.filter((line) => line === 'SPAN chat m')).toHaveLength(
      missedOn.includes(nodeName) ? 0 : calls,
    );
    expect(lines).toHaveLength(missedOn.includes(nodeName) ? calls : 2 * calls);
    expect(code).toBe(0);
  });
  return undefined;
});

function run(
  { args, preload, optionsOn }: LoadingCase,
  nodeName: NodeName,
  node: string,
): Promise<AppResult> {
  return runApp({
    node,
    nodeArgs: optionsOn?.[nodeName] ?? [],
    args,
    cwd: APPS,
    preload: preload === undefined,
    env: preload === 'NODE_OPTIONS' ? { NODE_OPTIONS: `--import ${REGISTER_URL}` } : {},
  });
}
