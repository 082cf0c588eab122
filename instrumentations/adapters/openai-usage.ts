// Token usage in every spelling of the OpenAI family; what the provider did not report stays absent.
import type { Fields } from '../record/record.ts';
import { get, int, readFields } from './read.ts';
import type { Rule } from './read.ts';

const TOTALS: readonly Rule[] = [
  ['inputTokens', int, 'prompt_tokens'],
  ['inputTokens', int, 'input_tokens'],
  ['outputTokens', int, 'completion_tokens'],
  ['outputTokens', int, 'output_tokens'],
  // DeepSeek, Moonshot and SVG images report these beside the totals.
  ['cacheReadInputTokens', int, 'prompt_cache_hit_tokens'],
  ['cacheReadInputTokens', int, 'cached_tokens'],
  ['reasoningOutputTokens', int, 'reasoning_tokens'],
];
const INPUT_DETAILS: readonly Rule[] = [
  ['cacheReadInputTokens', int, 'cached_tokens'],
  ['cacheCreationInputTokens', int, 'cache_write_tokens'],
  ['audioInputTokens', int, 'audio_tokens'],
];
const OUTPUT_DETAILS: readonly Rule[] = [
  ['reasoningOutputTokens', int, 'reasoning_tokens'],
  ['audioOutputTokens', int, 'audio_tokens'],
];
const DETAILS: Readonly<Record<string, readonly Rule[]>> = {
  prompt_tokens_details: INPUT_DETAILS,
  input_tokens_details: INPUT_DETAILS,
  input_token_details: INPUT_DETAILS,
  completion_tokens_details: OUTPUT_DETAILS,
  output_tokens_details: OUTPUT_DETAILS,
};

/** Reads a `usage` object into `into`. */
export function readUsage(usage: unknown, into: Fields): Fields {
  for (const key in DETAILS) readFields(DETAILS[key] ?? [], get(usage, key), into);
  return readFields(TOTALS, usage, into);
}
