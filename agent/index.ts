// The package's entry for applications: what the agent is, without doing anything. Safe to import without the preload.
export { version } from './version.ts';

/** True where the preload has armed the agent in this thread. */
export function isActive(): boolean {
  return Reflect.get(globalThis, Symbol.for('@x/agent')) !== undefined;
}
