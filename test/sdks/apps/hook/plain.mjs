// An app without GenAI, with an exit code of its own.
console.log('ANSWER plain');
process.exitCode = 7;
