// Imports one resource file and nothing else of the package.
import { Completions } from 'openai/resources/chat/completions';
import { askResource } from './record.cjs';
await askResource(Completions);
