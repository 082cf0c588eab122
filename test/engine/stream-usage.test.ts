// GENAI_STREAM_USAGE=request: streams without usage get theirs, and the app sees not one chunk more than before.
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { startReceiver } from '../support/receiver/receiver.ts';
import { runApp } from '../support/run-app.ts';
import { startProvider, USAGE } from '../support/provider.ts';
import type { Provider } from '../support/provider.ts';

let provider: Provider;
beforeAll(async () => {
  provider = await startProvider();
});
afterAll(() => provider.close());

test.each(['openai-4-oldest', 'openai'])(
  '%s: same output, usage on every stream that was read',
  async (name) => {
    const receiver = await startReceiver();
    try {
      const args = ['test/sdks/apps/shapes.mjs', name];
      const env = { PROVIDER_URL: `${provider.url}/v1` };
      const bare = await runApp({ args, env });
      const ours = await runApp({
        args,
        env: { ...env, ...receiver.env('grpc'), GENAI_STREAM_USAGE: 'request' },
        preload: true,
      });
      expect(ours.stdout).toBe(bare.stdout);
      expect(ours.stderr).toBe(bare.stderr);
      const tokens = Object.fromEntries(
        receiver.spans().map((span) => [span.name, span.attributes['gen_ai.usage.input_tokens']]),
      );
      expect(tokens['chat shape-streamWithResponse']).toBe(USAGE.prompt_tokens);
      if (name === 'openai') {
        expect(tokens['chat shape-tee']).toBe(USAGE.prompt_tokens);
        expect(tokens['chat shape-helper']).toBe(USAGE.prompt_tokens);
      }
      expect(tokens['chat shape-breakFirst']).toBeUndefined();
    } finally {
      await receiver.close();
    }
  },
);
