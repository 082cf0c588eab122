// An ES module without top-level await, so that CommonJS may require it.
export { OpenAI } from 'openai';
