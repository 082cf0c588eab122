// Content parts of the OpenAI wire formats (chat and Responses) in the convention's words.
import type { Modality, OutputMessage, Part } from '../record/messages.ts';
import { get, known, str, text } from './read.ts';

const INLINE_BASE64 = /^data:([^;,]*)(?:;[^,]*)?;base64,/;

/** The modality a media type belongs to. */
export function modalityOf(mimeType: string | undefined): Modality {
  const kind = mimeType?.split('/', 1)[0];
  return kind === 'image' || kind === 'audio' || kind === 'video' ? kind : 'document';
}

/** A text part, where there is text. */
export function textParts(value: unknown): readonly Part[] {
  const content = text(value);
  return content === undefined ? [] : [{ type: 'text', content }];
}

/** Inline content for a base64 data URL, a reference for every other address. */
export function mediaAt(uri: string, modality?: Modality): Part {
  const match = INLINE_BASE64.exec(uri.length > 300 ? uri.slice(0, 300) : uri);
  if (match === null) return { type: 'uri', modality: modality ?? 'document', uri };
  const mime = text(match[1]);
  return blob(uri.slice(match[0].length), modality ?? modalityOf(mime), mime);
}

/** Inline base64 content. */
export function blob(content: string, modality: Modality, mimeType?: string): Part {
  return known<Extract<Part, { type: 'blob' }>>({ type: 'blob', modality, mime_type: mimeType, content });
}

/** A part with no type in the convention: the vendor's keys, its type as `generic_type`. */
export function generic(part: unknown): Part {
  const vendor = typeof part === 'object' && part !== null ? part : { content: part };
  return { ...vendor, type: 'generic', generic_type: str(part, 'type') ?? 'unknown' };
}

function imagePart(part: unknown): Part {
  const address = get(part, 'image_url');
  const uri = text(address) ?? str(address, 'url');
  const fileId = str(part, 'file_id');
  if (uri !== undefined) return mediaAt(uri, 'image');
  return fileId === undefined ? generic(part) : { type: 'file', modality: 'image', file_id: fileId };
}

function audioPart(part: unknown): Part {
  const audio = get(part, 'input_audio') ?? part;
  const format = str(audio, 'format');
  return blob(str(audio, 'data') ?? '', 'audio', format && `audio/${format}`);
}

function filePart(part: unknown): Part {
  const file = get(part, 'file') ?? part;
  const fileId = str(file, 'file_id');
  const uri = str(file, 'file_url');
  const data = str(file, 'file_data');
  if (fileId !== undefined) return { type: 'file', modality: 'document', file_id: fileId };
  if (uri !== undefined) return mediaAt(uri, 'document');
  if (data === undefined) return generic(part);
  return data.startsWith('data:') ? mediaAt(data) : blob(data, 'document');
}

const textPart = (part: unknown): Part => ({ type: 'text', content: str(part, 'text') ?? '' });
const reasoningPart = (part: unknown): Part => ({ type: 'reasoning', content: str(part, 'text') ?? '' });

const READERS: Readonly<Record<string, (part: unknown) => Part>> = {
  text: textPart,
  input_text: textPart,
  output_text: textPart,
  summary_text: reasoningPart,
  reasoning_text: reasoningPart,
  refusal: (part) => ({ type: 'refusal', refusal: str(part, 'refusal') ?? '' }),
  image_url: imagePart,
  input_image: imagePart,
  computer_screenshot: imagePart,
  input_audio: audioPart,
  file: filePart,
  input_file: filePart,
};

/** The parts of a `content`: a string, or an array of typed parts. */
export function contentParts(content: unknown): readonly Part[] {
  if (!Array.isArray(content)) return textParts(content);
  return content.map((part: unknown) => {
    if (typeof part === 'string') return { type: 'text', content: part };
    const type = str(part, 'type') ?? '';
    return Object.hasOwn(READERS, type) ? (READERS[type] ?? generic)(part) : generic(part);
  });
}

/** The assistant's message of these parts. */
export function outputOf(parts: readonly Part[], reason: string): OutputMessage {
  return { role: 'assistant', parts, finish_reason: reason };
}
