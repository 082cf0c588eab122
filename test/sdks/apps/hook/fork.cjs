// Two forked children: the ES module app and the CommonJS app, one after the other.
const { fork } = require('node:child_process');
const { join } = require('node:path');
fork(join(__dirname, 'esm.mjs')).on('exit', () => fork(join(__dirname, 'cjs.cjs')));
