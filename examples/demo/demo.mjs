// `npm run demo`: runs the poem app with the preload and nothing else, and prints the telemetry that comes out of it.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { startReceiver } from '../../test/support/receiver/receiver.ts';
import { startProviders } from './providers.mjs';
import { report } from './report.ts';
import { createStyle } from './style.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));
const command = ['--import', '@x/agent/register', 'examples/poem/poem.mjs'];
const style = createStyle(process.stdout.isTTY && process.env.NO_COLOR === undefined);
const say = (line = '') => process.stdout.write(`${line}\n`);

const endpoint = process.env.OTEL_EXPORTER_OTLP_ENDPOINT;
const providers = await startProviders(process.env);
const receiver = endpoint ? undefined : await startReceiver();

for (const line of providers.lines) say(line);
say(
  receiver === undefined
    ? `OTLP:   ${endpoint} (OTEL_EXPORTER_OTLP_ENDPOINT)`
    : `OTLP:   embedded receiver, gRPC (OTEL_EXPORTER_OTLP_ENDPOINT is not set)`,
);
say(`\n${style.bold(`$ node ${command.join(' ')}`)}`);

const app = spawn(process.execPath, command, {
  cwd: root,
  stdio: 'inherit',
  env: {
    OTEL_SERVICE_NAME: 'poems',
    GENAI_CAPTURE_CONTENT: 'both',
    OTEL_METRIC_EXPORT_INTERVAL: '1000',
    OTEL_METRIC_EXPORT_TIMEOUT: '1000',
    ...process.env,
    ...providers.env,
    ...receiver?.env('grpc'),
  },
});
const [code, signal] = await once(app, 'exit');

say();
if (receiver === undefined) say(`The telemetry went to ${endpoint}.`);
else say(report(receiver, style, Math.max(process.stdout.columns || 110, 60)));
await Promise.all([providers.stop(), receiver?.close()]);

if (code !== 0) say(style.red(`The app ended with ${signal ?? `exit code ${code}`}.`));
else if (receiver?.spans().length === 0) say(style.red('No span arrived.'));
process.exitCode = code !== 0 || receiver?.spans().length === 0 ? 1 : 0;
