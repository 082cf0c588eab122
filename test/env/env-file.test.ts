// The env file: what it does to what the receiver gets, and that the app does not see it.
import { ENV_FILE_ROWS } from './rows/env-file.ts';
import { runRows } from './row.ts';

runRows(ENV_FILE_ROWS);
