// `import` of the package.
import OpenAI from 'openai';
import { ask } from './record.cjs';
await ask(OpenAI);
