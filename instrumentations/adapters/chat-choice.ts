// One choice of a chat completion stream: strings pile up in arrays and are joined once.
import type { OutputMessage, Part } from '../record/messages.ts';
import { calledTool, chatOutputMessage, reasoningText } from './chat-messages.ts';
import { get, list, str, text } from './read.ts';
import { toolCall } from './tools.ts';

interface Call {
  id: string | undefined;
  name: string | undefined;
  readonly args: string[];
  /** Arguments that came as an object, not as pieces of its JSON. */
  whole: unknown;
}

/** One choice while its chunks come in. */
export interface Choice {
  role: string | undefined;
  reason: string | undefined;
  readonly pieces: Record<Piece, string[]>;
  readonly calls: Call[];
}

const PIECES = ['content', 'reasoning', 'refusal', 'transcript', 'data'] as const;
type Piece = (typeof PIECES)[number];

/** A choice of which nothing has come yet. */
export function newChoice(): Choice {
  const pieces = { content: [], reasoning: [], refusal: [], transcript: [], data: [] };
  return { role: undefined, reason: undefined, pieces, calls: [] };
}

function addToolCall(choice: Choice, delta: unknown): void {
  const index = get(delta, 'index');
  const id = str(delta, 'id');
  const { name, args } = calledTool(delta);
  const indexed = typeof index === 'number' ? choice.calls[index] : choice.calls.at(-1);
  // Providers that leave the index out, or give every call the same, send a call's id only with its first piece.
  const other = indexed?.id !== undefined && id !== undefined && indexed.id !== id;
  const at = other || typeof index !== 'number' ? choice.calls.length : index;
  const call =
    indexed !== undefined && !other ? indexed : (choice.calls[at] = { id, name, args: [], whole: undefined });
  call.id ??= id;
  call.name ??= name;
  if (typeof args === 'string') call.args.push(args);
  else call.whole ??= args;
}

/** Keeps the pieces of one delta. */
export function keep(choice: Choice, delta: unknown): void {
  const audio = get(delta, 'audio');
  choice.role ??= str(delta, 'role');
  const found: Record<Piece, string | undefined> = {
    content: str(delta, 'content'),
    reasoning: reasoningText(delta),
    refusal: str(delta, 'refusal'),
    transcript: str(audio, 'transcript'),
    data: str(audio, 'data'),
  };
  for (const piece of PIECES) {
    const value = found[piece];
    if (value !== undefined) choice.pieces[piece].push(value);
  }
  for (const call of list(delta, 'tool_calls')) addToolCall(choice, call);
  const legacy = get(delta, 'function_call');
  if (legacy) addToolCall(choice, { index: 0, function: legacy });
}

const OUTPUT_KEYS = ['content', 'tool_calls', 'reasoning_content', 'reasoning', 'thinking', 'refusal'];

const isEmpty = (value: unknown): boolean =>
  value === undefined || value === null || value === '' || (Array.isArray(value) && value.length === 0);

/** Whether a delta carries output; the role alone, or empty text, is none. */
export function carriesOutput(delta: unknown): boolean {
  for (const key of OUTPUT_KEYS) if (!isEmpty(get(delta, key))) return true;
  return !isEmpty(get(delta, 'function_call')) || !isEmpty(get(delta, 'audio'));
}

/** The choice as a message, its pieces joined. */
export function outputMessage(choice: Choice, audioFormat: string | undefined): OutputMessage {
  const joined = (piece: Piece): string | undefined => text(choice.pieces[piece].join(''));
  const whole = {
    role: choice.role,
    content: joined('content'),
    reasoning: joined('reasoning'),
    refusal: joined('refusal'),
    audio: { transcript: joined('transcript'), data: joined('data') },
  };
  const { role, parts, finish_reason } = chatOutputMessage(whole, choice.reason ?? 'error', audioFormat);
  const calls = Object.values(choice.calls).map((call): Part =>
    toolCall(call.id, call.name, call.whole ?? call.args.join('')),
  );
  return { role, parts: [...parts, ...calls], finish_reason };
}
