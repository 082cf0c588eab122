// A logger imported ahead of the GenAI library: its line inside a span names the trace.
import pino from '../../sdks/node_modules/pino/pino.js';
import './genai.cjs';
const logger = pino({ base: undefined, timestamp: false });
logger.info('outside');
await globalThis.chatSpan?.(async () => logger.info('inside'));
