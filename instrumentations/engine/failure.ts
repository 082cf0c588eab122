// Reads what an error says about itself: the provider's code where it has one, else its class.
import type { Failure } from '../record/record.ts';

/** error.type is the error's own string `code`, else its class name, else `_OTHER` (semconv error.type). */
export function readFailure(error: unknown): Failure {
  if (!(error instanceof Error) && (typeof error !== 'object' || error === null))
    return { type: '_OTHER', message: String(error) };
  const className = readClassName(error);
  const code: unknown = Reflect.get(error, 'code');
  const message: unknown = Reflect.get(error, 'message');
  const stack: unknown = Reflect.get(error, 'stack');
  return {
    type: typeof code === 'string' && code !== '' ? code : (className ?? '_OTHER'),
    ...(className === undefined ? {} : { exceptionType: className }),
    ...(typeof message === 'string' ? { message } : {}),
    ...(typeof stack === 'string' ? { stack } : {}),
  };
}

function readClassName(error: object): string | undefined {
  const className: unknown = error.constructor?.name;
  const name: unknown = Reflect.get(error, 'name');
  // A plain Error whose `name` was set says more by it than by its class.
  if (typeof className === 'string' && className !== '' && className !== 'Error' && className !== 'Object')
    return className;
  return typeof name === 'string' && name !== '' ? name : undefined;
}
