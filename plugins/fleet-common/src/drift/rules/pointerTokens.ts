/** Escapes of RFC 6901; any other `~` makes no pointer. */
const STRAY_TILDE = /~(?![01])/;

/**
 * The fields that a JSON pointer leads by.
 *
 * @returns nothing where the text is no pointer, or is the one to the whole document
 */
export function pointerTokens(pointer: string): string[] | undefined {
  if (!pointer.startsWith('/') || STRAY_TILDE.test(pointer)) return undefined;
  return pointer
    .slice(1)
    .split('/')
    .map(token => token.replace(/~1/g, '/').replace(/~0/g, '~'));
}
