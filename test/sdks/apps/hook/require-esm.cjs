// `require` of an ES module that imports the package.
const { ask } = require('./record.cjs');
ask(require('./exports-openai.mjs').OpenAI);
