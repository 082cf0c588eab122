// An app that imports openai and calls nothing.
import OpenAI from 'openai';

new OpenAI({ apiKey: 'bench' });
