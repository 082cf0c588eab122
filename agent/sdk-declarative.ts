// OTEL_CONFIG_FILE: the declarative configuration, which sdk-node reads, builds and registers by itself.
import { startNodeSdk } from '@opentelemetry/sdk-node';

/**
 * Starts and registers the SDK that the file describes; its providers are found in the OTel globals afterwards. Its batch
 * processors are sdk-node's own, so what is pending is flushed when the event loop runs dry, not at `process.exit`.
 */
export function startDeclarativeSdk(configFile: string): void {
  // sdk-node takes the path from the environment alone; the variable is there only while it reads.
  const before = process.env['OTEL_CONFIG_FILE'];
  process.env['OTEL_CONFIG_FILE'] = configFile;
  try {
    const sdk = startNodeSdk({});
    process.once('beforeExit', () => void sdk.shutdown().catch(() => undefined));
  } finally {
    if (before === undefined) delete process.env['OTEL_CONFIG_FILE'];
    else process.env['OTEL_CONFIG_FILE'] = before;
  }
}
