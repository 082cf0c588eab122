// The content of one GenAI call as the semantic conventions shape it: messages made of a closed union of parts.

/** What a binary or referenced part shows. Free text is allowed by the convention; these are the known words. */
export type Modality = 'image' | 'video' | 'audio' | 'document';

/** Plain text sent or received. */
export interface TextPart {
  readonly type: 'text';
  readonly content: string;
}

/** The model's reasoning (thinking) text, or a summary of it. */
export interface ReasoningPart {
  readonly type: 'reasoning';
  readonly content: string;
}

/** A tool the model asks the client to run. `arguments` is the parsed object; the raw string where it is not JSON. */
export interface ToolCallPart {
  readonly type: 'tool_call';
  readonly id?: string;
  readonly name: string;
  readonly arguments?: unknown;
}

/** The client's answer to a tool call. */
export interface ToolCallResponsePart {
  readonly type: 'tool_call_response';
  readonly id?: string;
  readonly response: unknown;
}

/** A tool the provider runs by itself (web search, code interpreter, image generation). */
export interface ServerToolCallPart {
  readonly type: 'server_tool_call';
  readonly id?: string;
  readonly name: string;
  readonly server_tool_call: { readonly type: string; readonly [key: string]: unknown };
}

/** Inline binary content, base64 encoded. */
export interface BlobPart {
  readonly type: 'blob';
  readonly modality: Modality;
  readonly mime_type?: string;
  readonly content: string;
}

/** Content the provider already holds, named by its id. */
export interface FilePart {
  readonly type: 'file';
  readonly modality: Modality;
  readonly mime_type?: string;
  readonly file_id: string;
}

/** Content at an address. */
export interface UriPart {
  readonly type: 'uri';
  readonly modality: Modality;
  readonly mime_type?: string;
  readonly uri: string;
}

/** A part the convention has no type for; `type` is the vendor's own word and the other keys are the vendor's. */
export interface GenericPart {
  readonly type: 'generic' | 'refusal' | 'item_reference';
  readonly [key: string]: unknown;
}

/** One part of a message. */
export type Part =
  | TextPart
  | ReasoningPart
  | ToolCallPart
  | ToolCallResponsePart
  | ServerToolCallPart
  | BlobPart
  | FilePart
  | UriPart
  | GenericPart;

/** A message sent to the model. `role` is the convention's word (system, user, assistant, tool) or the vendor's. */
export interface InputMessage {
  readonly role: string;
  readonly name?: string;
  readonly parts: readonly Part[];
}

/** A message (choice) the model returned. `finish_reason`: stop, length, content_filter, tool_call, error or the vendor's. */
export interface OutputMessage extends InputMessage {
  readonly finish_reason: string;
}

/** A tool offered to the model. `description` and `parameters` are left out unless content is captured. */
export interface ToolDefinition {
  readonly type: string;
  readonly name: string;
  readonly description?: string;
  readonly parameters?: unknown;
}

/** Everything of a call that may be private. Present in a record only where capture is on. */
export interface Content {
  inputMessages?: readonly InputMessage[];
  outputMessages?: readonly OutputMessage[];
  systemInstructions?: readonly Part[];
  toolDefinitions?: readonly ToolDefinition[];
  promptVariables?: Readonly<Record<string, string>>;
}
