// Starts bench/servers.mjs in a process of its own, so that what it costs is not on the measured side.
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';

/** URLs of the servers, the number of export requests received so far, and `stop`. */
export async function startServers() {
  const child = fork(fileURLToPath(new URL('./servers.mjs', import.meta.url)), { execArgv: [] });
  const [{ grpcUrl, providerUrl }] = await once(child, 'message');
  return {
    grpcUrl,
    providerUrl,
    counts: async () => (await fetch(`${providerUrl}/counts`)).json(),
    stop: () => child.kill(),
  };
}
