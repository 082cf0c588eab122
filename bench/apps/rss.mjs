// The memory of a process that does nothing.
process.stdout.write(`BENCH ${JSON.stringify({ rssMb: process.memoryUsage.rss() / 2 ** 20 })}\n`);
