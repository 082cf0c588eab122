// General instrumentations: which variables choose them, as the receiver sees it.
import { GENERAL_ROWS } from './rows/general.ts';
import { runRows } from './row.ts';

runRows(GENERAL_ROWS);
