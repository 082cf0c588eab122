// Reads recorded response bytes by itself, so that what the adapters say can be compared; shares no code with them.

/** A tool call as the wire has it. */
export interface ReadCall {
  readonly id: unknown;
  readonly name: unknown;
  readonly arguments: unknown;
}

/** What the bytes of one answer say. */
export interface Reading {
  readonly id?: unknown;
  readonly model?: unknown;
  readonly reasons: readonly unknown[];
  readonly usage: Readonly<Record<string, unknown>>;
  /** One string a choice. */
  readonly texts: readonly string[];
  readonly reasoning: string;
  readonly calls: readonly ReadCall[];
  /** Types of the tools the provider ran by itself. */
  readonly hosted?: readonly unknown[];
  /** Base64 or addresses of images and sound in the answer. */
  readonly media?: readonly unknown[];
  /** Length of the first embedding. */
  readonly dimensions?: unknown;
}

/** The value at a path of keys; undefined as soon as there is none. */
export function at(value: unknown, ...path: readonly (string | number)[]): unknown {
  return path.reduce<unknown>(
    (node, key) => (Object(node) === node ? Reflect.get(Object(node), key) : undefined),
    value,
  );
}

/** The entries of an array; none of anything else. */
export const many = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);
/** The strings among these, as one. */
export const joined = (values: readonly unknown[]): string =>
  values.filter((value) => typeof value === 'string').join('');
/** The value of a JSON text; the text itself where it is none. */
export const parsed = (value: unknown): unknown => {
  try {
    return typeof value === 'string' ? JSON.parse(value) : value;
  } catch {
    return value;
  }
};
const without = (entries: Record<string, unknown>): Record<string, unknown> =>
  Object.fromEntries(Object.entries(entries).filter(([, value]) => value !== undefined && value !== null));

/** The JSON documents of a body: events of a stream, lines of NDJSON, or one document; a plain string is itself. */
export function documents(body: Buffer): { readonly streamed: boolean; readonly all: readonly unknown[] } {
  const text = body.toString('utf8').trim();
  if (/^(event|data|:)/.test(text)) {
    const data = [...text.matchAll(/^data: ?(.*)$/gm)].map((match) => match[1] ?? '');
    const events = data
      .filter((line) => line !== '[DONE]' && line !== '')
      .map((line): unknown => JSON.parse(line));
    // The client throws at an error event: nothing after it is seen.
    const error = events.findIndex((event) => at(event, 'type') === 'error');
    return { streamed: true, all: error === -1 ? events : events.slice(0, error) };
  }
  const lines = text.split('\n');
  if (lines.length > 1 && lines.every((line) => /^\{.*\}$/.test(line))) {
    return { streamed: true, all: lines.map((line) => JSON.parse(line)) };
  }
  return { streamed: false, all: [parsed(text)] };
}

/** The figures of a usage object, under the record's names. */
export function readUsage(usage: unknown): Record<string, unknown> {
  const input =
    at(usage, 'prompt_tokens_details') ??
    at(usage, 'input_tokens_details') ??
    at(usage, 'input_token_details');
  const output = at(usage, 'completion_tokens_details') ?? at(usage, 'output_tokens_details');
  return without({
    inputTokens: at(usage, 'prompt_tokens') ?? at(usage, 'input_tokens'),
    outputTokens: at(usage, 'completion_tokens') ?? at(usage, 'output_tokens'),
    cacheReadInputTokens: at(input, 'cached_tokens'),
    cacheCreationInputTokens: at(input, 'cache_write_tokens'),
    audioInputTokens: at(input, 'audio_tokens'),
    reasoningOutputTokens: at(output, 'reasoning_tokens'),
    audioOutputTokens: at(output, 'audio_tokens'),
  });
}

const named = (reason: unknown): unknown =>
  reason === 'tool_calls' || reason === 'function_call' ? 'tool_call' : reason;

/** Chat and legacy completions, streamed or whole: a whole answer is read as one chunk. */
export function readChoices(all: readonly unknown[]): Reading {
  const pieces = all.flatMap((document) => many(at(document, 'choices')));
  const indexes = [...new Set(pieces.map((piece) => Number(at(piece, 'index') ?? 0)))].sort((a, b) => a - b);
  const calls: ReadCall[] = [];
  const texts: string[] = [];
  const reasons: unknown[] = [];
  let reasoning = '';
  for (const index of indexes) {
    const own = pieces.filter((piece) => Number(at(piece, 'index') ?? 0) === index);
    const messages = own.map((piece) => at(piece, 'message') ?? at(piece, 'delta'));
    reasons.push(...own.map((piece) => named(at(piece, 'finish_reason'))).filter((reason) => reason));
    const spoken = messages.map((message) => at(message, 'audio', 'transcript'));
    texts.push(
      joined([
        ...messages.map((message) => at(message, 'content')),
        ...spoken,
        ...own.map((piece) => at(piece, 'text')),
      ]),
    );
    reasoning += joined(messages.map((message) => at(message, 'reasoning_content')));
    const whole = messages.flatMap((message) =>
      many(at(message, 'tool_calls')).map((call, order) => ({ call, order })),
    );
    const slots = [...new Set(whole.map(({ call, order }) => at(call, 'index') ?? order))];
    for (const slot of slots) {
      const parts = whole
        .filter(({ call, order }) => (at(call, 'index') ?? order) === slot)
        .map(({ call }) => call);
      calls.push({
        id: parts.map((part) => at(part, 'id')).find((id) => id),
        name: parts
          .map((part) => at(part, 'function', 'name') ?? at(part, 'custom', 'name'))
          .find((name) => name),
        arguments: parsed(
          joined(parts.map((part) => at(part, 'function', 'arguments') ?? at(part, 'custom', 'input'))),
        ),
      });
    }
    for (const message of messages) {
      const legacy = at(message, 'function_call');
      if (at(legacy, 'name'))
        calls.push({ id: undefined, name: at(legacy, 'name'), arguments: parsed(at(legacy, 'arguments')) });
    }
  }
  return {
    id: all.map((document) => at(document, 'id')).find((id) => id),
    model: all.map((document) => at(document, 'model')).find((model) => model),
    reasons,
    media: [
      joined(pieces.map((piece) => at(at(piece, 'message') ?? at(piece, 'delta'), 'audio', 'data'))),
    ].filter((data) => data),
    usage: readUsage(all.map((document) => at(document, 'usage')).findLast((usage) => usage)),
    texts,
    reasoning,
    calls,
  };
}

/** Ollama's chat and generate. */
export function readOllama(all: readonly unknown[]): Reading {
  const last = all.at(-1);
  const messages = all.map((document) => at(document, 'message') ?? document);
  return {
    model: at(all[0], 'model'),
    reasons: [at(last, 'done_reason')].filter((reason) => reason),
    usage: without({ inputTokens: at(last, 'prompt_eval_count'), outputTokens: at(last, 'eval_count') }),
    texts: [joined(messages.map((message) => at(message, 'content') ?? at(message, 'response')))],
    reasoning: joined(messages.map((message) => at(message, 'thinking'))),
    calls: messages
      .flatMap((message) => many(at(message, 'tool_calls')))
      .map((call) => ({
        id: at(call, 'id'),
        name: at(call, 'function', 'name'),
        arguments: at(call, 'function', 'arguments'),
      })),
  };
}

/** Answers that are not conversations: embeddings, images, transcripts, moderations. */
export function readOther(all: readonly unknown[]): Reading {
  const [document] = all;
  const text = typeof document === 'string' ? document : at(document, 'text');
  const data = many(at(document, 'data'));
  const vector = at(data[0], 'embedding');
  const vectorBytes = typeof vector === 'string' ? Buffer.from(vector, 'base64').length : undefined;
  return {
    id: at(document, 'id'),
    model: at(document, 'model'),
    media: data.flatMap((image) => at(image, 'b64_json') ?? at(image, 'url') ?? []),
    dimensions: vectorBytes === undefined ? at(vector, 'length') : vectorBytes / 4,
    reasons: [],
    usage: readUsage(at(document, 'usage')),
    texts: typeof text === 'string' ? [text] : [],
    reasoning: '',
    calls: [],
  };
}
