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

type Piece = 'content' | 'reasoning' | 'refusal' | 'transcript' | 'data';

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

/** The text of a delta; some providers send typed parts in place of a string. */
function contentText(delta: unknown): string | undefined {
  const content = get(delta, 'content');
  return Array.isArray(content)
    ? text(content.map((part) => str(part, 'text') ?? '').join(''))
    : text(content);
}

const READERS: readonly (readonly [piece: Piece, read: (delta: unknown) => string | undefined])[] = [
  ['content', contentText],
  ['reasoning', reasoningText],
  ['refusal', (delta) => str(delta, 'refusal')],
];
const AUDIO_READERS: typeof READERS = [
  ['transcript', (audio) => str(audio, 'transcript')],
  ['data', (audio) => str(audio, 'data')],
];

function takePieces(choice: Choice, source: unknown, readers: typeof READERS, kept: boolean): boolean {
  let output = false;
  for (const [piece, read] of readers) {
    const value = read(source);
    if (value === undefined) continue;
    if (!kept) return true;
    output = true;
    choice.pieces[piece].push(value);
  }
  return output;
}

/** Takes one delta, keeping its text only where `kept`. Whether it carried output: a role alone, or empty text, is none. */
export function takeDelta(choice: Choice, delta: unknown, kept: boolean): boolean {
  let output = takePieces(choice, delta, READERS, kept);
  if (output && !kept) return true;
  const audio = get(delta, 'audio');
  const legacy = get(delta, 'function_call');
  const calls = list(delta, 'tool_calls');
  if (audio) output = takePieces(choice, audio, AUDIO_READERS, kept) || output;
  if (kept) {
    choice.role ??= str(delta, 'role');
    for (const call of calls) addToolCall(choice, call);
    if (legacy) addToolCall(choice, { index: 0, function: legacy });
  }
  return output || calls.length > 0 || Boolean(legacy);
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
