// OTEL_CONFIG_FILE: the declarative configuration's resource and processors are the ones in use; the app's environment is untouched.
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { startReceiver } from '../support/receiver/receiver.ts';
import { runApp } from '../support/run-app.ts';

test('spans go where the file says, as the service it names', async () => {
  const receiver = await startReceiver();
  const file = join(mkdtempSync(join(tmpdir(), 'declared-')), 'otel.yaml');
  writeFileSync(
    file,
    `file_format: "1.0"
resource:
  attributes:
    - name: service.name
      value: declared
tracer_provider:
  processors:
    - batch:
        exporter:
          otlp_http:
            endpoint: ${receiver.httpUrl}/v1/traces
`,
  );
  try {
    const app = await runApp({ args: ['test/sdks/apps/canned.mjs'], preload: true, env: { OTEL_CONFIG_FILE: file } });
    expect(app.stdout).toBe('hi\n');
    expect(app.code).toBe(0);
    await receiver.until((now) => now.spans().length > 0, 5000);
    expect(receiver.spans().map((span) => [span.name, span.resource.attributes['service.name']])).toEqual([
      ['chat gpt-4o-mini', 'declared'],
    ]);
  } finally {
    await receiver.close();
  }
});
