// The shapes as an ES module app. First argument: the package (alias) to use.
import { run } from './run-shapes.mjs';
const { default: OpenAI } = await import(process.argv[2]);
await run(OpenAI);
