// THE table: every variable the agent reads, by area. Reading, complaints, the README and .env.sample all come from it.
import { GENAI_VARIABLES } from './genai-variables.ts';
import { boundVariables, OTEL_VARIABLES } from './otel-variables.ts';
import { otlpVariables } from './otlp-variables.ts';
import type { Variable } from './variable.ts';

/** Rows that belong together in the documentation. */
export interface Area {
  readonly title: string;
  readonly variables: readonly Variable[];
}

/** The table by area, in the order of the documentation. */
export function areas(): Area[] {
  return [
    { title: 'The agent', variables: GENAI_VARIABLES },
    { title: 'OpenTelemetry SDK', variables: OTEL_VARIABLES },
    { title: 'OTLP exporters', variables: otlpVariables() },
    { title: 'Batches and limits', variables: boundVariables() },
  ];
}

/** The whole table. */
export function variables(): Variable[] {
  return areas().flatMap((area) => area.variables);
}
