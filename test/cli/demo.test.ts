// `npm run demo` shows a person the calls of the poem app, or sends them to the endpoint that is set.
import { expect, test } from '@jest/globals';
import { startReceiver } from '../support/receiver/receiver.ts';
import { runApp } from '../support/run-app.ts';

const args = ['examples/demo/demo.mjs'];

test('the demo prints the spans, conversations and delta metrics of four calls', async () => {
  const { stdout, code } = await runApp({ args });
  expect(code).toBe(0);
  const spans = stdout.split('\n').filter((line) => line.startsWith('  chat '));
  expect(spans).toHaveLength(4);
  expect(spans.filter((line) => /ollama +llama3\.2 +77 in, 96 out +stop/.test(line))).toHaveLength(2);
  expect(spans.filter((line) => /openai +gpt-4o-mini +52 in, 68 out +stop/.test(line))).toHaveLength(2);
  expect(spans.filter((line) => line.includes('first chunk'))).toHaveLength(2);
  expect(stdout.match(/ {4}system +You are a poetic assistant/g)).toHaveLength(4);
  expect(stdout.match(/ {4}assistant +A thousand services whisper at night;\n/g)).toHaveLength(2);
  expect(stdout).toMatch(/gen_ai\.client\.token\.usage {2}\{token\} {2}histogram {2}delta\n/);
  expect(stdout).toMatch(/ 2 +154 .*gen_ai\.token\.type=input/);
  expect(stdout).not.toContain('\x1b[');
});

test('with OTEL_EXPORTER_OTLP_ENDPOINT set the telemetry goes there', async () => {
  const receiver = await startReceiver();
  const { stdout, code } = await runApp({ args, env: { OTEL_EXPORTER_OTLP_ENDPOINT: receiver.grpcUrl } });
  await receiver.close();
  expect(code).toBe(0);
  expect(stdout).toContain(`The telemetry went to ${receiver.grpcUrl}.`);
  expect(receiver.spans().filter(({ name }) => name.startsWith('chat '))).toHaveLength(4);
});
