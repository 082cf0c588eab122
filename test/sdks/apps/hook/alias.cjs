// Only a package under an alias.
const { ask } = require('./record.cjs');
ask(require('openai-6').OpenAI);
