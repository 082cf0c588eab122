// Heap in use as calls and abandoned streams go by.
import { REQUEST } from './canned.mjs';
import { client, report } from './client.mjs';

await calls(10_000);
await say('start');
for (let round = 1; round <= 5; round += 1) {
  await calls(20_000);
  await say(`${round * 20}k calls`);
}
for (let round = 1; round <= 5; round += 1) {
  await abandonedStreams(2_000);
  await say(`${round * 2}k abandoned`);
}
process.exit();

async function calls(count) {
  for (let index = 0; index < count; index += 1) {
    await client.chat.completions.create(REQUEST);
    if (index % 50 === 0) await new Promise(setImmediate);
  }
}

/** The first chunk is read, then the app loses interest without a return(). */
async function abandonedStreams(count) {
  for (let index = 0; index < count; index += 1) {
    const stream = await client.chat.completions.create({ ...REQUEST, stream: true });
    await stream[Symbol.asyncIterator]().next();
    await new Promise(setImmediate);
  }
}

/** Exports of the last seconds are waited for, so that what is left is what is kept. */
async function say(label) {
  await new Promise((done) => setTimeout(done, 1500));
  for (let pass = 0; pass < 3; pass += 1) {
    globalThis.gc();
    await new Promise(setImmediate);
  }
  report({ label, heapMb: process.memoryUsage().heapUsed / 2 ** 20 });
}
