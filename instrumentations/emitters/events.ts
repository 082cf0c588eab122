// A record as log events: the details of the operation with structured content, and the exception where it failed.
import type { AnyValue, Context, Logger } from '@opentelemetry/api';
import { scrubCredentials } from '../base/scrub.ts';
import type { GenAIRecord } from '../record/record.ts';
import { writeFields } from './attributes.ts';
import type { FieldPlan } from './attributes.ts';
import type { SafeContent } from './content.ts';
import type { Dialect } from './dialects/dialect.ts';
import { contentNames } from './span.ts';

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
  if (content !== undefined) writeContent(attributes, dialect, content);
  logger.emit({
    eventName: dialect.events.details,
    severityNumber: SEVERITY_INFO,
    severityText: 'INFO',
    attributes,
    context,
  });
  if (record.failure !== undefined) emitException(logger, dialect, record.failure, context);
}

function writeContent(attributes: Record<string, AnyValue>, dialect: Dialect, content: SafeContent): void {
  for (const name of contentNames(dialect)) {
    const value: AnyValue = content[name];
    if (value !== undefined) attributes[dialect.content[name]] = value;
  }
  const variables = content.promptVariables;
  if (typeof variables !== 'object' || variables === null || Array.isArray(variables)) return;
  for (const [key, value] of Object.entries(variables))
    attributes[dialect.promptVariablePrefix + key] = String(value);
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
