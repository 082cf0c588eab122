// Ollama's plain promises and abortable iterators, with and without the agent, on the oldest and the newest version.
import { expect, test } from '@jest/globals';
import { startReceiver } from '../support/receiver/receiver.ts';
import { runApp } from '../support/run-app.ts';
import { startProvider, USAGE } from '../support/provider.ts';

test.each(['ollama-oldest', 'ollama'])('%s: same output, one span a call', async (name) => {
  const provider = await startProvider();
  const receiver = await startReceiver();
  try {
    const args = ['test/sdks/apps/ollama.mjs', name];
    const env = { PROVIDER_URL: provider.url };
    const bare = await runApp({ args, env });
    const ours = await runApp({ args, env: { ...env, ...receiver.env('grpc') }, preload: true });
    expect(ours.stdout).toBe(bare.stdout);
    expect(bare.stdout).toContain('unhandled');
    expect(withoutPid(ours.stderr)).toBe(withoutPid(bare.stderr));
    expect(ours.code).toBe(bare.code);
    const facts = receiver
      .spans()
      .filter((span) => span.name.startsWith('chat '))
      .map((span) => [
        span.name.replace('chat shape-', ''),
        span.attributes['gen_ai.provider.name'],
        span.attributes['gen_ai.usage.input_tokens'],
        span.attributes['gen_ai.usage.output_tokens'],
        span.attributes['error.type'],
      ]);
    const { prompt_tokens: input, completion_tokens: output } = USAGE;
    expect(facts.sort()).toEqual([
      ['breakFirst', 'ollama', undefined, undefined, undefined],
      ['create', 'ollama', input, output, undefined],
      ['error-missing', 'ollama', undefined, undefined, expect.any(String)],
      ['stream', 'ollama', input, output, undefined],
      ['unhandled-missing', 'ollama', undefined, undefined, expect.any(String)],
    ]);
  } finally {
    await receiver.close();
    await provider.close();
  }
});

/** Node's own warnings name the process. */
function withoutPid(stderr: string): string {
  return stderr.replaceAll(/\(node:\d+\)/g, '(node)');
}
