// One cluster worker that calls.
import cluster from 'node:cluster';
if (cluster.isPrimary) cluster.fork();
else {
  const [{ OpenAI }, { ask }] = await Promise.all([import('openai'), import('./record.cjs')]);
  await ask(OpenAI);
  cluster.worker.disconnect();
}
