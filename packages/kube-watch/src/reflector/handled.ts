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
export function handled(
  handler: () => void | Promise<void>,
): void | Promise<void> {
  let working: void | Promise<void>;
  try {
    working = handler();
  } catch (error) {
    throw new HandlerError(error);
  }
  return working?.then(undefined, error => {
    throw new HandlerError(error);
  });
}
