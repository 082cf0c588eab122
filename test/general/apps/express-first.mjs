import express from '../../sdks/node_modules/express/index.js';
import { chat } from './genai.cjs';
import { serve } from './express-app.cjs';
await serve(express, chat);
