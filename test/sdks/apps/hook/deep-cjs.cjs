// Requires one resource file and nothing else of the package.
const { askResource } = require('./record.cjs');
askResource(require('openai/resources/chat/completions').Completions);
