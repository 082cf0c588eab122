// The ES module copy and the CommonJS copy of one installed package: two unrelated sets of classes.
import { createRequire } from 'node:module';
import { OpenAI } from 'openai';
import { ask } from './record.cjs';
await ask(OpenAI);
await ask(createRequire(import.meta.url)('openai').OpenAI);
