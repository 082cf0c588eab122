// CPU of one stream of 500 chunks, once warm.
import { REQUEST } from './canned.mjs';
import { client, report } from './client.mjs';

const [warmUps, streams] = [300, 1000];
await read(warmUps);
const start = process.cpuUsage();
await read(streams);
const { user, system } = process.cpuUsage(start);
report({ cpuUs: (user + system) / streams });

async function read(count) {
  for (let index = 0; index < count; index += 1) {
    let chunks = 0;
    const stream = await client.chat.completions.create({
      ...REQUEST,
      stream: true,
      stream_options: { include_usage: true },
    });
    for await (const _ of stream) chunks += 1;
    if (chunks !== 500) throw new Error(`${chunks} chunks`);
    await new Promise(setImmediate);
  }
}
