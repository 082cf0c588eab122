// CommonJS in TypeScript: for tsx and for type stripping.
const { ask } = require('./record.cjs');
const client: object = require('openai').OpenAI;
ask(client);
