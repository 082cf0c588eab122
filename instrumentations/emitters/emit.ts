// One finished record to every signal in every chosen dialect: the emitter the engine is given.
import type { Attributes, Context, ContextManager, Logger, Meter, Tracer } from '@opentelemetry/api';
import { ROOT_CONTEXT, trace } from '@opentelemetry/api';
import type { Emitter, Scope } from '../engine/scope.ts';
import type { GenAIRecord } from '../record/record.ts';
import { planFields } from './attributes.ts';
import { createContentFilter } from './content.ts';
import type { ContentLimits } from './content.ts';
import type { Dialect } from './dialects/dialect.ts';
import { emitEvents } from './events.ts';
import { createMetricEmitter } from './metrics.ts';
import type { GapSink } from './metrics.ts';
import { endSpan, startSpan } from './span.ts';

/** Where telemetry goes: ours or the app's providers, already chosen. A missing logger or meter switches its signal off. */
export interface Outlets {
  readonly tracer: Tracer;
  readonly logger?: Logger;
  readonly meter?: Meter;
  readonly sinkGaps: GapSink;
  readonly contextManager: ContextManager | undefined;
}

/** What the emitters are told. */
export interface EmitOptions {
  readonly dialects: readonly Dialect[];
  readonly capture: { readonly span: boolean; readonly event: boolean };
  readonly limits: ContentLimits;
  readonly requestStreamUsage: boolean;
  readonly spanAttributes: Attributes;
  readonly metricAttributes: Attributes;
}

/** Builds the emitter for the given outlets. */
export function createEmitter(outlets: Outlets, options: EmitOptions): Emitter {
  const { capture } = options;
  const filter = createContentFilter(options.limits);
  const renderers = options.dialects.map((dialect) => createRenderer(outlets, dialect, options));
  const captureContent = capture.span || capture.event;
  return {
    captureContent,
    requestStreamUsage: options.requestStreamUsage,
    open(record) {
      const parent = outlets.contextManager?.active() ?? ROOT_CONTEXT;
      const open = renderers.map((render) => render(record, parent));
      const context = open[0]?.context ?? parent;
      return {
        run: (body) =>
          outlets.contextManager === undefined ? body() : outlets.contextManager.with(context, body),
        end(finished) {
          const content =
            finished.content === undefined || !captureContent ? undefined : filter(finished.content);
          for (const { end } of open) end(finished, content);
        },
      } satisfies Scope;
    },
  };
}

interface OpenSpan {
  readonly context: Context;
  end(record: GenAIRecord, content: ReturnType<ReturnType<typeof createContentFilter>> | undefined): void;
}

function createRenderer(
  outlets: Outlets,
  dialect: Dialect,
  options: EmitOptions,
): (record: GenAIRecord, parent: Context) => OpenSpan {
  const { tracer, logger, meter } = outlets;
  const { capture } = options;
  const plan = planFields(dialect);
  const emitMetrics =
    meter && createMetricEmitter(meter, dialect, plan, options.metricAttributes, outlets.sinkGaps);
  return (started, parent) => {
    const span = startSpan(tracer, dialect, plan, started, options.spanAttributes, parent);
    const context = trace.setSpan(parent, span);
    return {
      context,
      end(record, content) {
        if (logger) emitEvents(logger, dialect, plan, record, capture.event ? content : undefined, context);
        emitMetrics?.(record, context);
        endSpan(span, dialect, plan, record, capture.span ? content : undefined);
      },
    };
  };
}
