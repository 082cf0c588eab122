// The shapes as a CommonJS app. First argument: the package (alias) to use.
const loaded = require(process.argv[2]);
import('./run-shapes.mjs').then(({ run }) => run(loaded.OpenAI ?? loaded.default ?? loaded));
