// Exporters and switches: what each variable does to what the receiver gets.
import { EXPORTER_ROWS } from './rows/exporters.ts';
import { runRows } from './row.ts';

runRows(EXPORTER_ROWS);
