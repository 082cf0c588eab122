// `require` of ollama.
const { askOllama } = require('./record.cjs');
askOllama(require('ollama').Ollama);
