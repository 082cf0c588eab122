// The register entry of OpenTelemetry's auto-instrumentations.
import '@opentelemetry/auto-instrumentations-node/register';
