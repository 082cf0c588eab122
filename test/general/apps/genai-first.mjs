import { chat } from './genai.cjs';
import express from '../../sdks/node_modules/express/index.js';
import { serve } from './express-app.cjs';
await serve(express, chat);
