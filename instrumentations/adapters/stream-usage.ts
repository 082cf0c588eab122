// Asking for usage on Chat Completions streams: one option on the request, one extra chunk without choices in the answer.
import type { StreamUsage } from './adapter.ts';
import { get } from './read.ts';

/** `stream_options.include_usage` of Chat Completions and legacy completions. */
export const chatStreamUsage: StreamUsage = {
  ask(args) {
    const [body, ...rest] = args;
    if (!isObject(body) || get(body, 'stream') !== true) return undefined;
    const options = get(body, 'stream_options');
    // Whoever set the option, to whatever value, has decided.
    if (isObject(options) && get(options, 'include_usage') !== undefined) return undefined;
    return [
      { ...body, stream_options: { ...(isObject(options) ? options : {}), include_usage: true } },
      ...rest,
    ];
  },
  isExtra(chunk) {
    const choices = get(chunk, 'choices');
    return Array.isArray(choices) && choices.length === 0 && isObject(get(chunk, 'usage'));
  },
};

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null;
}
