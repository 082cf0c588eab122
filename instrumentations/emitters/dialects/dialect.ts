// What a dialect is: names for the record's fields, content and metrics. Nothing of a dialect lives anywhere else.
import type { FieldName } from '../../record/fields.ts';
import type { GenAIRecord } from '../../record/record.ts';

/** Content attributes, in the convention's order. */
export type ContentName = 'inputMessages' | 'outputMessages' | 'systemInstructions' | 'toolDefinitions';

/** The histograms a call feeds. */
export type MetricName = 'duration' | 'tokenUsage' | 'timeToFirstChunk' | 'timePerOutputChunk';

/** One histogram of a dialect. */
export interface Metric {
  readonly name: string;
  readonly unit: string;
  readonly description: string;
  readonly boundaries: readonly number[];
}

/** A vocabulary: how one backend wants to read a record. */
export interface Dialect {
  readonly id: string;
  readonly schemaUrl: string;
  spanName(record: GenAIRecord): string;
  /** Attribute name of each field; a field without one is not sent. */
  readonly attributes: Readonly<Partial<Record<FieldName, string>>>;
  readonly content: Readonly<Record<ContentName, string>>;
  /** Prefix of prompt variables. */
  readonly promptVariablePrefix: string;
  readonly errorType: string;
  readonly events: { readonly details: string; readonly exception: string };
  readonly metrics: Readonly<Record<MetricName, Metric>>;
  /** Fields that are attributes of every metric point. */
  readonly metricFields: readonly FieldName[];
  readonly tokenType: { readonly name: string; readonly input: string; readonly output: string };
}
