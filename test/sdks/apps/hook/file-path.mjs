// Names the entry file instead of the package.
import { ask } from './record.cjs';
const { OpenAI } = await import('openai/index.mjs');
await ask(OpenAI);
