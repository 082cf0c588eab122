// Stands in for require-in-the-middle and import-in-the-middle in the bundle: keeps OTel's callback, hooks nothing.

/** OTel's callback: exports, module name (`express`, `pg/lib/client.js`), package folder (none for builtins) -> exports. */
export type RequireCallback = (exports: unknown, name: string, directory: string | undefined) => unknown;

let callback: RequireCallback | undefined;

/** The constructor both libraries export. OTel's singleton passes `null` for "every module" and is the one we keep. */
export class Hook {
  constructor(modules: unknown, _options: unknown, onRequire: RequireCallback) {
    if (modules === null) callback = onRequire;
  }
}

/** Applies every instrumentation that was created and is enabled to the exports of one file. */
export function applyPatches(exports: unknown, name: string, directory: string | undefined): unknown {
  return callback === undefined ? exports : callback(exports, name, directory);
}
