// One chat with an ollama package, streamed and not. First argument: the package (alias) to use.
const { Ollama } = await import(process.argv[2]);
const client = new Ollama({ host: process.env.PROVIDER_URL });
const messages = [{ role: 'user', content: 'a line of a poem' }];
const promise = client.chat({ model: 'shape-create', messages });
const value = await promise;
console.log(promise.constructor.name, value.message.content);
const stream = await client.chat({ model: 'shape-stream', messages, stream: true });
let text = '';
for await (const part of stream) text += part.message.content;
console.log(stream.constructor.name, text, Object.keys(stream).join());
for await (const part of await client.chat({ model: 'shape-breakFirst', messages, stream: true })) {
  console.log(part.message.content);
  break;
}
try {
  await client.chat({ model: 'shape-error-missing', messages });
} catch (error) {
  console.log(error.name, error.message);
}
const failed = client.chat({ model: 'shape-unhandled-missing', messages });
process.once('unhandledRejection', (error) => console.log('unhandled', error.name));
setTimeout(() => failed.catch(() => console.log('caught late')), 200);
