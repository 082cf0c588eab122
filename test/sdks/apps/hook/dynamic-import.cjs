// `import()` from CommonJS.
const { ask } = require('./record.cjs');
import('openai').then(({ OpenAI }) => ask(OpenAI));
