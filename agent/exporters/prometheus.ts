// OTEL_METRICS_EXPORTER=prometheus: stands in for the scrape server until its code has loaded.
import { AggregationTemporality, AggregationType } from '@opentelemetry/sdk-metrics';
import type { IMetricReader, MetricProducer } from '@opentelemetry/sdk-metrics';
import type { Config } from '../../env-config/config.ts';
import type { Log } from '../../instrumentations/base/log.ts';

/** A pull reader whose server starts listening shortly after the SDK has. */
export function createPrometheusReader(options: Config['metricReader'], log: Log): IMetricReader {
  let server: Promise<IMetricReader> | undefined;
  const start = async (collector: MetricProducer): Promise<IMetricReader> => {
    const { PrometheusExporter } = await import('@opentelemetry/exporter-prometheus');
    const { prometheusHost: host, prometheusPort: port } = options;
    const exporter = new PrometheusExporter({ host, port }, (error) => {
      if (error instanceof Error) {
        log.warn('GENAI_W306 the Prometheus endpoint cannot listen on %s:%d: %s', host, port, error.message);
      }
    });
    exporter.setMetricProducer(collector);
    return exporter;
  };
  return {
    setMetricProducer: (collector) => {
      server = start(collector);
      server.catch((error: unknown) =>
        log.warn('GENAI_W306 the Prometheus endpoint failed to start: %s', error),
      );
    },
    selectAggregation: () => ({ type: AggregationType.DEFAULT }),
    selectAggregationTemporality: () => AggregationTemporality.CUMULATIVE,
    selectCardinalityLimit: () => options.cardinalityLimit,
    collect: async (collectOptions) => {
      if (server === undefined) throw new Error('the reader is not bound to a provider');
      return (await server).collect(collectOptions);
    },
    forceFlush: async () => undefined,
    shutdown: async () => (await server)?.shutdown(),
  };
}
