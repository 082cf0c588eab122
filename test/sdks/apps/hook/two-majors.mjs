// Two majors as ES modules and the older one as CommonJS too; openai-6 is an npm alias, so its directory has another name.
import { createRequire } from 'node:module';
import { OpenAI } from 'openai';
import { OpenAI as OpenAI6 } from 'openai-6';
import { ask } from './record.cjs';
await ask(OpenAI);
await ask(OpenAI6);
await ask(createRequire(import.meta.url)('openai-6').OpenAI);
