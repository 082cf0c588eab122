// An app that has registered an OpenTelemetry SDK (of an API version of its own) before its GenAI library.
globalThis[Symbol.for('opentelemetry.js.api.1')] = { version: '1.4.0', trace: { getTracer: () => ({}) } };
const http = require('node:http');
const before = http.request;
require('./genai.cjs');
setImmediate(() => console.log(http.request === before ? 'left alone' : 'patched'));
