// `require` of the package.
const { ask } = require('./record.cjs');
ask(require('openai').OpenAI);
