// The agent's own version, put in by the build; sources run by type stripping report a development version.
declare const AGENT_VERSION: string | undefined;

/** Version of @x/agent. */
export const version: string = typeof AGENT_VERSION === 'string' ? AGENT_VERSION : '0.0.0-development';
