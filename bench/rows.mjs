// What is measured: one entry a row. `field` is read from the app's report; without it the wall time of the process counts.
import { fileURLToPath } from 'node:url';

const noopSdk = fileURLToPath(new URL('./noop-sdk.mjs', import.meta.url));

/** Rows by name; `budget` is the highest ratio to the bare app the design allows. */
export const ROWS = {
  empty: { title: 'empty process', app: 'empty.mjs', unit: 'ms', budget: 1.25, rounds: 15, withPeers: true },
  'empty-rss': {
    title: 'empty process, memory',
    app: 'rss.mjs',
    field: 'rssMb',
    unit: 'MB RSS',
    budgetMore: 6,
    withPeers: true,
  },
  import: {
    title: 'app importing openai, no call',
    app: 'import.mjs',
    unit: 'ms',
    budget: 1.1,
    rounds: 11,
    withPeers: true,
  },
  call: {
    title: 'app importing openai, one call, three signals over gRPC',
    app: 'one-call.mjs',
    unit: 'ms',
    budget: 1.5,
    rounds: 11,
    isExported: true,
  },
  modules: {
    title: 'ESM app of 500 modules',
    app: 'many/main.mjs',
    unit: 'ms',
    budget: 1.1,
    rounds: 11,
    withPeers: true,
  },
  express: {
    title: 'http and express app, start to first response',
    app: 'express.mjs',
    field: 'firstResponseMs',
    unit: 'ms',
    budget: 1.15,
    rounds: 11,
    withPeers: true,
  },
  'cpu-call': {
    title: 'non-streamed call, batch processors with no-op exporters',
    app: 'calls.mjs',
    field: 'cpuUs',
    unit: 'µs CPU',
    budget: 1.5,
    isLong: true,
    instrumentedArgs: ['--import', noopSdk],
  },
  'cpu-call-grpc': {
    title: 'non-streamed call, own SDK, exported over gRPC',
    app: 'calls.mjs',
    field: 'cpuUs',
    unit: 'µs CPU',
    isLong: true,
    isExported: true,
  },
  'cpu-stream': {
    title: 'stream of 500 chunks, own SDK, exported over gRPC',
    app: 'streams.mjs',
    field: 'cpuUs',
    unit: 'µs CPU',
    budget: 1.1,
    isLong: true,
    isExported: true,
  },
  heap: {
    title: 'heap after each 20,000 of 100,000 calls, then each 2,000 of 10,000 abandoned streams',
    app: 'heap.mjs',
    field: 'heapMb',
    unit: 'MB heap',
    rounds: 1,
    isLong: true,
    nodeArgs: ['--expose-gc'],
    isSeries: true,
  },
};
