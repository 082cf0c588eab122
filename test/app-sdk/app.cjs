// An app with its own OpenTelemetry SDK: `node app.cjs <workspace> <early|late>`; prints what its own exporters got.
'use strict';
const { createRequire } = require('node:module');
const { join } = require('node:path');

const [workspace, start] = process.argv.slice(2);
const own = createRequire(join(__dirname, 'packages', workspace, 'package.json'));
const sdks = createRequire(join(__dirname, '../sdks/package.json'));
const major = Number(workspace.slice(-1));
const { context, trace, metrics, logs } = own('@opentelemetry/api');
const logsApi = major === 3 ? logs : own('@opentelemetry/api-logs').logs;
const tracing = own(major === 3 ? '@opentelemetry/sdk-trace' : '@opentelemetry/sdk-trace-base');
const metering = own('@opentelemetry/sdk-metrics');
const logging = own('@opentelemetry/sdk-logs');
const { AsyncLocalStorageContextManager } = own('@opentelemetry/context-async-hooks');
const signals = (process.env.APP_SIGNALS ?? 'traces,metrics,logs').split(',');

const spans = new tracing.InMemorySpanExporter();
const records = new logging.InMemoryLogRecordExporter();
const points = new metering.InMemoryMetricExporter(metering.AggregationTemporality.CUMULATIVE);
const registered = [];
let reader;
let loggerProvider;

/** As NodeTracerProvider.register() and its peers do it, by each major's own constructor. */
function startSdk() {
  const spanProcessor = new tracing.SimpleSpanProcessor(major === 3 ? { exporter: spans } : spans);
  const Provider = tracing.BasicTracerProvider ?? tracing.TracerProvider;
  const tracerProvider = new Provider({ spanProcessors: [spanProcessor] });
  if (workspace === 'api-1.4-sdk-1') tracerProvider.addSpanProcessor(spanProcessor);
  registered.push(trace.setGlobalTracerProvider(tracerProvider));
  registered.push(context.setGlobalContextManager(new AsyncLocalStorageContextManager().enable()));
  if (signals.includes('metrics')) {
    reader = new metering.PeriodicExportingMetricReader({
      exporter: points,
      exportIntervalMillis: 3_600_000,
    });
    const meterProvider = new metering.MeterProvider({ readers: [reader] });
    if (workspace === 'api-1.4-sdk-1') meterProvider.addMetricReader(reader);
    registered.push(metrics.setGlobalMeterProvider(meterProvider));
  }
  if (signals.includes('logs')) {
    const processor = new logging.SimpleLogRecordProcessor(major === 1 ? records : { exporter: records });
    loggerProvider = new logging.LoggerProvider({ processors: [processor] });
    if (major === 1) loggerProvider.addLogRecordProcessor(processor);
    logsApi.setGlobalLoggerProvider(loggerProvider);
  }
}

// Taken before any SDK stands, as libraries do.
const kept = trace.getTracer('app-early');

/** Stands for the app's HTTP instrumentation: a span around each request, child of whatever is active. */
async function tracedFetch(...args) {
  return trace.getTracer('app-http').startActiveSpan('POST', async (span) => {
    try {
      return await fetch(...args);
    } finally {
      span.end();
    }
  });
}

async function main() {
  const { OpenAI } = sdks('openai');
  const client = new OpenAI({
    apiKey: 'k',
    baseURL: `${process.env.PROVIDER_URL}/v1`,
    maxRetries: 0,
    fetch: tracedFetch,
  });
  const call = (model) =>
    client.chat.completions.create({ model, messages: [{ role: 'user', content: 'hi' }] });
  const work = (name) =>
    trace.getTracer('app').startActiveSpan(name, async (span) => {
      await call(name);
      kept.startSpan(`${name} kept`).end();
      span.end();
    });

  if (start === 'early') startSdk();
  await work('first');
  if (start === 'late') startSdk();
  await work('second');
  await new Promise((resolve) => setTimeout(resolve, 100));
  await loggerProvider?.forceFlush();
  await reader?.forceFlush();

  const parentOf = (span) => span.parentSpanId ?? span.parentSpanContext?.spanId ?? '';
  console.log(
    JSON.stringify({
      registered,
      spans: spans.getFinishedSpans().map((span) => ({
        name: span.name,
        scope: (span.instrumentationScope ?? span.instrumentationLibrary).name,
        traceId: span.spanContext().traceId,
        spanId: span.spanContext().spanId,
        parentSpanId: parentOf(span),
      })),
      metrics: points
        .getMetrics()
        .flatMap(({ scopeMetrics }) =>
          scopeMetrics.flatMap((scope) => scope.metrics.map(({ descriptor }) => descriptor.name)),
        ),
      logs: records
        .getFinishedLogRecords()
        .map(({ attributes, eventName }) => ({ eventName, model: attributes['gen_ai.request.model'] })),
    }),
  );
}

main().then(() => process.exit(0));
