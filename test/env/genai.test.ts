// Content, events and the agent's own variables: what each variable does to what the receiver gets.
import { GENAI_ROWS } from './rows/genai.ts';
import { runRows } from './row.ts';

runRows(GENAI_ROWS);
