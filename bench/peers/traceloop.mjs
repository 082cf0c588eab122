// Traceloop with an endpoint nobody answers.
import * as traceloop from '@traceloop/node-server-sdk';

traceloop.initialize({
  appName: 'bench',
  apiKey: 'bench',
  baseUrl: 'http://127.0.0.1:9',
  silenceInitializationMessage: true,
});
