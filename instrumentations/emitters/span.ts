// A record as a span: started with the call so that children nest, finished with what the call brought.
import type { Attributes, AttributeValue, Context, Span, Tracer } from '@opentelemetry/api';
import { scrubCredentials } from '../base/scrub.ts';
import type { GenAIRecord } from '../record/record.ts';
import { writeFields } from './attributes.ts';
import type { FieldPlan } from './attributes.ts';
import type { SafeContent } from './content.ts';
import { writeContent } from './content-attributes.ts';
import type { Dialect } from './dialects/dialect.ts';

// SpanKind and SpanStatusCode are numbers of the specification; naming them here keeps the API package out of the hot path.
const SPAN_KIND_CLIENT = 2;
const STATUS_ERROR = 2;

/** Starts the span with what samplers may look at. `extra` are GENAI_SPAN_ATTRIBUTES. */
export function startSpan(
  tracer: Tracer,
  dialect: Dialect,
  plan: FieldPlan,
  record: GenAIRecord,
  extra: Attributes,
  parent: Context,
): Span {
  const attributes = writeFields({ ...extra }, plan.start, record);
  return tracer.startSpan(
    dialect.spanName(record),
    { kind: SPAN_KIND_CLIENT, attributes, startTime: record.startTimeMs },
    parent,
  );
}

/** Writes the rest and ends the span. The status stays unset on success. */
export function endSpan(
  span: Span,
  dialect: Dialect,
  plan: FieldPlan,
  record: GenAIRecord,
  content: SafeContent | undefined,
): void {
  if (span.isRecording()) {
    const attributes = writeFields({}, plan.rest, record);
    // Content on spans is JSON text: backends expect it there (semconv allows it where structure is not supported).
    if (content !== undefined)
      writeContent<AttributeValue | undefined>(attributes, dialect, content, (value) =>
        JSON.stringify(value),
      );
    if (record.failure !== undefined) {
      attributes[dialect.errorType] = record.failure.type;
      const message = record.failure.message;
      span.setStatus({
        code: STATUS_ERROR,
        ...(message === undefined ? {} : { message: scrubCredentials(message) }),
      });
    }
    span.setAttributes(attributes);
  }
  span.end(record.startTimeMs + (record.durationS ?? 0) * 1000);
}
