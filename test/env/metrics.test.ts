// Metrics: what each variable does to what the receiver gets.
import { METRIC_ROWS } from './rows/metrics.ts';
import { runRows } from './row.ts';

runRows(METRIC_ROWS);
