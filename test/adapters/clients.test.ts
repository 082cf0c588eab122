// Every supported client version has what the adapters name: files, classes, methods, and a client to read the host from.
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { describe, expect, test } from '@jest/globals';
import { adapter as ollama } from '../../instrumentations/adapters/ollama.ts';
import { adapter as openai } from '../../instrumentations/adapters/openai.ts';
import { providerOfHost } from '../../instrumentations/adapters/provider-hosts.ts';
import { HOOKS } from '../../instrumentations/adapters/registry.ts';
import { AzureOpenAI, OpenAI } from '../sdks/node_modules/openai/index.mjs';
import { call, chat, ollamaChat } from './driving.ts';
import { at } from './wire-reading.ts';

const SDKS = join(import.meta.dirname, '../sdks/node_modules');
const OPENAI_VERSIONS = ['openai-4-oldest', 'openai-4', 'openai-5', 'openai-6', 'openai'];

const load = (path: string): Promise<unknown> => import(pathToFileURL(join(SDKS, path)).href);

test.each([openai, ollama])(
  'the hook table and the $id adapter name the same files and classes',
  ({ id, targets }) => {
    const entry = HOOKS.find((hook) => hook.id === id);
    const named = Object.entries(targets).map(([key, list]) => [
      key,
      list.flatMap(({ classNames }) => classNames),
    ]);
    expect(Object.fromEntries(named)).toEqual(entry?.files);
  },
);

describe.each(OPENAI_VERSIONS)('%s', (version) => {
  test('defines every named method in the files it has', async () => {
    const files = Object.entries(openai.targets).filter(([key]) =>
      existsSync(join(SDKS, version, `${key}.mjs`)),
    );
    const missing: string[] = [];
    for (const [key, targets] of files) {
      const exported = await load(`${version}/${key}.mjs`);
      for (const { classNames, methods } of targets) {
        for (const { name } of methods) {
          const found = classNames.some(
            (className) => typeof at(exported, className, 'prototype', name) === 'function',
          );
          if (!found) missing.push(`${key} ${name}`);
        }
      }
    }
    expect(files.length).toBeGreaterThanOrEqual(7);
    expect(missing).toEqual([]);
  });

  test('has a client on its resources', async () => {
    const OfVersion = at(await load(`${version}/index.mjs`), 'OpenAI');
    if (typeof OfVersion !== 'function') throw new Error('no client');
    const client: unknown = Reflect.construct(OfVersion, [
      { apiKey: 'k', baseURL: 'http://llm.local:8080/v1' },
    ]);
    const self = at(client, 'chat', 'completions');
    expect(chat.identify({ ...call({ model: 'm' }), self })).toEqual({
      operation: 'chat',
      provider: 'openai',
      requestModel: 'm',
      serverAddress: 'llm.local',
      serverPort: 8080,
    });
  });
});

describe('the provider', () => {
  test.each([
    ['api.openai.com', 'openai'],
    ['eu.api.openai.com', 'openai'],
    ['res.openai.azure.com', 'azure.ai.openai'],
    ['res.services.ai.azure.com', 'azure.ai.inference'],
    ['models.inference.ai.azure.com', 'azure.ai.inference'],
    ['api.deepseek.com', 'deepseek'],
    ['api.x.ai', 'x_ai'],
    ['api.perplexity.ai', 'perplexity'],
    ['api.groq.com', 'groq'],
    ['api.mistral.ai', 'mistral_ai'],
    ['api.moonshot.cn', 'moonshot_ai'],
    ['generativelanguage.googleapis.com', 'gcp.gemini'],
    ['us-central1-aiplatform.googleapis.com', 'gcp.vertex_ai'],
    ['bedrock-runtime.us-east-1.amazonaws.com', 'aws.bedrock'],
    ['notdeepseek.com', 'openai'],
    ['constructor', 'openai'],
    ['localhost', 'openai'],
    [undefined, 'openai'],
  ])('of %s is %s', (host, provider) => expect(providerOfHost(host)).toBe(provider));

  test("is Azure's for its client, whatever the host, and the deployment stands in for the model", () => {
    const client = new AzureOpenAI({
      apiKey: 'k',
      endpoint: 'https://gateway.corp',
      apiVersion: '1',
      deployment: 'dep',
    });
    expect(chat.identify({ ...call({}), self: client.chat.completions })).toEqual({
      operation: 'chat',
      provider: 'azure.ai.openai',
      requestModel: 'dep',
      serverAddress: 'gateway.corp',
      serverPort: 443,
    });
  });

  test('is known without a client to ask', () =>
    expect(chat.identify(call({ model: 'm' }))).toEqual({
      operation: 'chat',
      provider: 'openai',
      requestModel: 'm',
    }));

  test('of the ollama client is ollama, at its host', () => {
    const self = { config: { host: 'http://[::1]:11434' } };
    expect(ollamaChat.identify({ ...call({ model: 'm' }), self })).toEqual({
      operation: 'chat',
      provider: 'ollama',
      requestModel: 'm',
      serverAddress: '::1',
      serverPort: 11434,
    });
  });

  test('follows a base URL that is changed later', () => {
    const client = new OpenAI({ apiKey: 'k' });
    client.baseURL = 'https://api.deepseek.com';
    expect(chat.identify({ ...call({}), self: client.chat.completions })).toMatchObject({
      provider: 'deepseek',
    });
  });
});
