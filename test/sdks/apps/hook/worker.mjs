// A worker thread that is the ES module app.
import { Worker } from 'node:worker_threads';
new Worker(new URL('./esm.mjs', import.meta.url));
