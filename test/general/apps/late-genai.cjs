// The GenAI library loads inside the first request; the second request is traced.
const express = require('../../sdks/node_modules/express');
const { serve } = require('./express-app.cjs');
const ask = (origin) => require('./genai.cjs').chat(origin);
(async () => {
  await serve(express, ask);
  await new Promise((resolve) => setTimeout(resolve, 300));
  await serve(express, ask);
})();
