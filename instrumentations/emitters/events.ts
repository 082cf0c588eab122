// A record as log events: the details of the operation with structured content, and the exception where it failed.
import type { AnyValue, Context, Logger } from '@opentelemetry/api';
import { scrubCredentials } from '../base/scrub.ts';
import type { GenAIRecord } from '../record/record.ts';
import { writeFields } from './attributes.ts';
import type { FieldPlan } from './attributes.ts';
import type { SafeContent } from './content.ts';
import { writeContent } from './content-attributes.ts';
import type { Dialect } from './dialects/dialect.ts';

const SEVERITY_INFO = 9;
const SEVERITY_WARN = 13;

/** Emits the events of one finished record in the span's context. */
export function emitEvents(
  logger: Logger,
  dialect: Dialect,
  plan: FieldPlan,
  record: GenAIRecord,
  content: SafeContent | undefined,
  context: Context,
): void {
  const attributes: Record<string, AnyValue> = {
    ...writeFields(writeFields({}, plan.start, record), plan.rest, record),
  };
  if (record.failure !== undefined) attributes[dialect.errorType] = record.failure.type;
  if (content !== undefined) writeContent<AnyValue>(attributes, dialect, content, (value) => value);
  logger.emit({
    eventName: dialect.events.details,
    severityNumber: SEVERITY_INFO,
    severityText: 'INFO',
    attributes,
    context,
  });
  if (record.failure !== undefined) emitException(logger, dialect, record.failure, context);
}

/** exception.* are core names, the same in every dialect. */
function emitException(
  logger: Logger,
  dialect: Dialect,
  failure: NonNullable<GenAIRecord['failure']>,
  context: Context,
): void {
  const attributes: Record<string, AnyValue> = {};
  if (failure.exceptionType !== undefined) attributes['exception.type'] = failure.exceptionType;
  if (failure.message !== undefined) attributes['exception.message'] = scrubCredentials(failure.message);
  if (failure.stack !== undefined) attributes['exception.stacktrace'] = scrubCredentials(failure.stack);
  if (Object.keys(attributes).length === 0) return;
  logger.emit({
    eventName: dialect.events.exception,
    severityNumber: SEVERITY_WARN,
    severityText: 'WARN',
    attributes,
    context,
  });
}
