// The preload: `node --import @x/agent/register app.js`. Checks the Node version, then starts the agent; never fails the app.
const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);

if (major > 22 || (major === 22 && minor >= 15)) {
  try {
    (await import('./dist/start.js')).start();
  } catch (error) {
    process.stderr.write(`[@x/agent] GENAI_E001 could not start, the app runs without telemetry: ${String(error)}\n`);
  }
} else {
  process.stderr.write(
    `[@x/agent] GENAI_E002 needs Node 22.15 or newer (this is ${process.version}); the app runs without telemetry\n`,
  );
}
