// Who is measured: the bare app, this agent, and the peers that are installed in bench/peers.
import { existsSync } from 'node:fs';
import { fileURLToPath, pathToFileURL } from 'node:url';

const at = (path) => fileURLToPath(new URL(path, import.meta.url));
const url = (path) => pathToFileURL(at(path)).href;

/** The app alone. */
export const BARE = { name: 'bare', args: [], env: {} };

/** The agent as built in dist/. */
export const OURS = { name: '@x/agent', args: ['--import', url('../register.mjs')], env: {} };

const PEERS = [
  { name: 'openlit', preload: 'openlit.mjs' },
  { name: '@sentry/node', preload: 'sentry.mjs' },
  {
    name: 'dd-trace',
    preload: 'dd-trace.mjs',
    env: { DD_TRACE_STARTUP_LOGS: 'false', DD_INSTRUMENTATION_TELEMETRY_ENABLED: 'false' },
  },
  { name: '@traceloop/node-server-sdk', preload: 'traceloop.mjs' },
  {
    name: '@opentelemetry/auto-instrumentations-node',
    preload: 'otel.mjs',
    env: {
      OTEL_TRACES_EXPORTER: 'none',
      OTEL_METRICS_EXPORTER: 'none',
      OTEL_LOGS_EXPORTER: 'none',
      OTEL_NODE_RESOURCE_DETECTORS: 'none',
    },
  },
];

const isInstalled = ({ name }) => existsSync(at(`./peers/node_modules/${name}/package.json`));

/** The installed peers. */
export function peers() {
  return PEERS.filter(isInstalled).map(({ name, preload, env }) => ({
    name,
    args: ['--import', url(`./peers/${preload}`)],
    env: env ?? {},
  }));
}

/** Names of the peers that are not installed. */
export function missingPeers() {
  return PEERS.filter((peer) => !isInstalled(peer)).map(({ name }) => name);
}
