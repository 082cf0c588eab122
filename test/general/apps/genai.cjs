// A GenAI library in one file: the test agent knows it by its name.
exports.chat = (origin) => (globalThis.chatSpan ? globalThis.chatSpan(() => call(origin)) : call(origin));
const call = async (origin) => (await fetch(`${origin}/v1`)).text();
