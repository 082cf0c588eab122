// Limits: what each variable does to what the receiver gets.
import { LIMIT_ROWS } from './rows/limits.ts';
import { runRows } from './row.ts';

runRows(LIMIT_ROWS);
