// CPU of one non-streamed call, once warm. Yields now and then, as any server does, so that queues can empty.
import { REQUEST } from './canned.mjs';
import { client, report } from './client.mjs';

const [warmUps, calls] = [10_000, 40_000];
await make(warmUps);
const start = process.cpuUsage();
await make(calls);
const { user, system } = process.cpuUsage(start);
report({ cpuUs: (user + system) / calls });

async function make(count) {
  for (let index = 0; index < count; index += 1) {
    await client.chat.completions.create(REQUEST);
    if (index % 50 === 0) await new Promise(setImmediate);
  }
}
