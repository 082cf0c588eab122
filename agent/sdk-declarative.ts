// OTEL_CONFIG_FILE: the declarative configuration, which sdk-node reads, builds and registers by itself.
import { startNodeSdk } from '@opentelemetry/sdk-node';

/** The part of sdk-node's handle the agent uses. */
export interface DeclarativeSdk {
  shutdown(): Promise<void>;
}

/**
 * Starts and registers the SDK that the file named by OTEL_CONFIG_FILE describes. Its providers are found in the OTel
 * globals afterwards; its batch processors are sdk-node's own, so what is pending at exit is flushed asynchronously only.
 */
export function startDeclarativeSdk(): DeclarativeSdk {
  return startNodeSdk({});
}
