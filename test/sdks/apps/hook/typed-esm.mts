// An ES module in TypeScript: for tsx and for type stripping.
import OpenAI from 'openai';
import { ask } from './record.cjs';
const client: typeof OpenAI = OpenAI;
await ask(client);
