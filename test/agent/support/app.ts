// The child process of the exit tests: starts the SDK, emits once, and ends in the way its argument names.
import { context, logs, metrics, propagation, trace } from '@opentelemetry/api';
import { createLog } from '../../../instrumentations/base/log.ts';
import { startSdk } from '../../../agent/sdk.ts';
import { armExit } from '../../../agent/shutdown.ts';
import { createConfig } from './config.ts';
import type { ConfigWishes } from './config.ts';
import { emitOne } from './emit.ts';

const [ending = 'normal', wishes = '{}'] = process.argv.slice(2);
const parsed: ConfigWishes = JSON.parse(wishes);
const config = createConfig(parsed);
const sdk = startSdk(config, createLog('info'));
context.setGlobalContextManager(sdk.contextManager);
if (sdk.propagator !== undefined) propagation.setGlobalPropagator(sdk.propagator);
trace.setGlobalTracerProvider(sdk.tracerProvider);
metrics.setGlobalMeterProvider(sdk.meterProvider);
logs.setGlobalLoggerProvider(sdk.loggerProvider);
armExit(sdk, () => undefined);

const ENDINGS: Record<string, () => void> = {
  normal: () => emitOne(sdk, 1),
  // A call that takes a while, as calls to a model do.
  slow: () => {
    const span = sdk.tracerProvider.getTracer('test').startSpan('slow');
    setTimeout(() => {
      span.end();
      emitOne(sdk, 1);
    }, 200);
  },
  nothing: () => undefined,
  exit: () => {
    emitOne(sdk, 1);
    process.exit(3);
  },
  throw: () => {
    emitOne(sdk, 1);
    throw new Error('thrown by the app');
  },
  reject: () => {
    emitOne(sdk, 1);
    void Promise.reject(new Error('rejected by the app'));
  },
  wait: () => {
    emitOne(sdk, 1);
    setInterval(() => undefined, 1000);
    process.stdout.write('ready\n');
  },
  'own-listener': () => {
    emitOne(sdk, 1);
    const timer = setInterval(() => undefined, 1000);
    process.once('SIGTERM', () => {
      process.stdout.write('app handles it\n');
      setTimeout(() => {
        emitOne(sdk, 2);
        clearInterval(timer);
        process.exitCode = 9;
      }, 100);
    });
    process.stdout.write(
      `${process.listenerCount('SIGTERM')} ${process.listeners('SIGTERM').length}\nready\n`,
    );
  },
  // What signal-exit does: alone on the signal, step aside and raise it again.
  'counts-listeners': () => {
    emitOne(sdk, 1);
    setInterval(() => undefined, 1000);
    const listener = () => {
      if (process.listeners('SIGTERM').length !== 1) return;
      process.removeListener('SIGTERM', listener);
      process.kill(process.pid, 'SIGTERM');
    };
    process.on('SIGTERM', listener);
    process.stdout.write('ready\n');
  },
  // The receiver hangs on a first export that is already under way when the app has nothing left to do.
  'in-flight': () => {
    emitOne(sdk, 1);
    setTimeout(() => undefined, 800);
  },
};
ENDINGS[ending]?.();
