// OTLP settings, general and per signal: what each variable does to what the receiver gets.
import { OTLP_ROWS } from './rows/otlp.ts';
import { runRows } from './row.ts';

runRows(OTLP_ROWS);
