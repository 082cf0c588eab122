// Samplers, propagators and the resource: what each variable does to what the receiver gets.
import { IDENTITY_ROWS } from './rows/sampler-propagator-resource.ts';
import { runRows } from './row.ts';

runRows(IDENTITY_ROWS);
