// An app that makes one call over HTTP and ends.
import OpenAI from 'openai';
import { REQUEST } from './canned.mjs';

const client = new OpenAI({ apiKey: 'bench', baseURL: `${process.env.BENCH_PROVIDER_URL}/v1` });
const { choices } = await client.chat.completions.create(REQUEST);
if (choices.length !== 1) process.exitCode = 1;
