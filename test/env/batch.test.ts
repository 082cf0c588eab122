// Batches, intervals and waits: what each variable does to what the receiver gets.
import { BATCH_ROWS } from './rows/batch.ts';
import { runRows } from './row.ts';

runRows(BATCH_ROWS);
