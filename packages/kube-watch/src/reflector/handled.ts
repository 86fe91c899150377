/** Carries an error of the caller's own past everything that treats errors of clusters. */
export class HandlerError extends Error {
  constructor(cause: unknown) {
    super('a handler failed', { cause });
    this.name = 'HandlerError';
  }
}

/**
 * Calls a handler; a promise comes back only if the handler gave one, so that handlers without cost nothing.
 *
 * @throws HandlerError at once or in the promise
 */
export function handled<T = void>(
  handler: () => T | Promise<T>,
): T | Promise<T> {
  let working: T | Promise<T>;
  try {
    working = handler();
  } catch (error) {
    throw new HandlerError(error);
  }
  return isThenable(working)
    ? working.then(undefined, error => {
        throw new HandlerError(error);
      })
    : working;
}

function isThenable<T>(value: T | Promise<T>): value is Promise<T> {
  return (
    typeof value === 'object' &&
    value !== null &&
    'then' in value &&
    typeof value.then === 'function'
  );
}
