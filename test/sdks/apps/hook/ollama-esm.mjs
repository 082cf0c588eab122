// `import` of ollama.
import { Ollama } from 'ollama';
import { askOllama } from './record.cjs';
await askOllama(Ollama);
