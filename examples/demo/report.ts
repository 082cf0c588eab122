// What a receiver got, for people to read: spans as trees, events as conversations, delta metrics as a table.
import type {
  PlainValue,
  ReceivedLog,
  ReceivedMetric,
  ReceivedSpan,
} from '../../test/support/receiver/receiver.ts';
import { metricLines } from './metric-lines.ts';
import { columns, figure, plain, wrap, type Style } from './style.ts';

/** What the report is about; a receiver has it. */
export interface Telemetry {
  spans(): readonly ReceivedSpan[];
  logs(): readonly ReceivedLog[];
  metrics(): readonly ReceivedMetric[];
}

/** The whole report, for a terminal of `width` columns. */
export function report(telemetry: Telemetry, style: Style, width: number): string {
  const sections = [
    section('Spans', spanLines(telemetry.spans(), style), style),
    section('Events', eventLines(telemetry.logs(), style, width), style),
    section('Metrics', metricLines(telemetry.metrics(), style), style),
  ];
  return sections.join('\n');
}

function section(title: string, lines: readonly string[], style: Style): string {
  const body = lines.length === 0 ? ['  none'] : lines;
  return [style.bold(title), ...body, ''].join('\n');
}

function spanLines(spans: readonly ReceivedSpan[], style: Style): string[] {
  const known = new Set(spans.map(({ spanId }) => spanId));
  const sorted = spans.toSorted((left, right) => Number(left.startTimeUnixNano - right.startTimeUnixNano));
  const rows: string[][] = [];
  const walk = (span: ReceivedSpan, indent: string): void => {
    rows.push(spanRow(span, indent));
    const children = sorted.filter(({ parentSpanId }) => parentSpanId === span.spanId);
    for (const child of children) walk(child, `${indent.replace('└─ ', '   ')}└─ `);
  };
  for (const span of sorted) if (!known.has(span.parentSpanId)) walk(span, '');
  const header = ['span', 'duration', 'provider', 'model', 'tokens', 'finish', 'trace'];
  const finish = (text: string): string => (text.startsWith('error') ? style.red(text) : style.green(text));
  const [titles = '', ...lines] = columns(
    [header, ...rows],
    [style.cyan, undefined, undefined, undefined, undefined, finish, style.dim],
  );
  if (rows.length === 0) return [];
  return [titles, ...lines].map((line) => `  ${line}`);
}

function spanRow(span: ReceivedSpan, indent: string): string[] {
  const read = (name: string): string => plain(span.attributes[name]);
  const input = read('gen_ai.usage.input_tokens');
  const output = read('gen_ai.usage.output_tokens');
  const firstChunk = span.attributes['gen_ai.response.time_to_first_chunk'];
  const durationMs = Number(span.endTimeUnixNano - span.startTimeUnixNano) / 1e6;
  const finish = read('gen_ai.response.finish_reasons');
  return [
    `${indent}${span.name}`,
    `${figure(durationMs)} ms${typeof firstChunk === 'number' ? `, first chunk ${figure(firstChunk * 1000)} ms` : ''}`,
    read('gen_ai.provider.name'),
    read('gen_ai.response.model') || read('gen_ai.request.model'),
    input || output ? `${input || '–'} in, ${output || '–'} out` : '',
    span.status.code === 'error' ? `error ${read('error.type')} ${span.status.message}` : finish,
    span.traceId.slice(0, 8),
  ];
}

function eventLines(logs: readonly ReceivedLog[], style: Style, width: number): string[] {
  return logs.flatMap((log, position) => {
    const model = plain(log.attributes['gen_ai.request.model']);
    const streamed = log.attributes['gen_ai.request.stream'] === true ? ', streamed' : '';
    const title = `  ${style.cyan(log.eventName || 'log record')}  ${model}${streamed}  ${style.dim(`trace ${log.traceId.slice(0, 8)}`)}`;
    const messages = [
      ...messagesOf(log.attributes['gen_ai.system_instructions'], 'system'),
      ...messagesOf(log.attributes['gen_ai.input.messages'], 'input'),
      ...messagesOf(log.attributes['gen_ai.output.messages'], 'output'),
    ];
    const failure = plain(log.attributes['exception.message']);
    if (failure !== '') messages.push({ role: 'exception', text: failure });
    const lines = messages.flatMap(({ role, text }) =>
      wrap(text, width - 16).map(
        (line, index) => `    ${style.dim((index === 0 ? role : '').padEnd(10))}  ${line}`,
      ),
    );
    return [...(position === 0 ? [] : ['']), title, ...lines.map((line) => line.trimEnd())];
  });
}

interface Line {
  readonly role: string;
  readonly text: string;
}

/** Messages of the conventions ({role, parts}) or bare parts; a JSON string of either where a span attribute holds them. */
function messagesOf(value: PlainValue | undefined, role: string): Line[] {
  const messages: unknown = typeof value === 'string' ? JSON.parse(value) : value;
  if (!Array.isArray(messages)) return [];
  return messages.filter(isObject).map((message) => ({
    role: typeof message['role'] === 'string' ? message['role'] : role,
    text: (Array.isArray(message['parts']) ? message['parts'] : [message])
      .filter(isObject)
      .map(partText)
      .join('\n'),
  }));
}

function partText(part: Readonly<Record<string, unknown>>): string {
  return typeof part['content'] === 'string' ? part['content'] : JSON.stringify(part);
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
