import { withoutCredentials } from '@fleetview/backstage-plugin-fleet-common';

/** The longest text of a line, in characters. */
const LONGEST = 4_000;
/** Fields of fields beyond this are not told. */
const DEPTH = 4;

// What breaks a line, moves the cursor of a terminal, or hides or turns text.
const UNSAFE = /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/gu;

// What stands before an `@` that the cut took away.
const OPEN_USER_INFORMATION = /(:\/\/)[^\s/?#"'<>]*$/;

/**
 * Text from outside as a line of the log takes it: on one line, with what would
 * break, colour or turn it written as an escape, without credentials, and bounded.
 */
export function logText(text: string): string {
  const isCut = text.length > LONGEST;
  const safe = withoutCredentials(
    isCut
      ? text.slice(0, LONGEST).replace(OPEN_USER_INFORMATION, '$1***')
      : text,
  ).replace(UNSAFE, character => {
    if (character === '\n') return '\\n';
    if (character === '\r') return '\\r';
    if (character === '\t') return '\\t';
    const code = (character.codePointAt(0) ?? 0).toString(16);
    return `\\u{${code}}`;
  });
  return isCut ? `${safe}…` : safe;
}

/** The fields of a line, with all text in them as {@link logText} makes it. */
export function logFields<T>(value: T, depth = 0): T {
  if (typeof value === 'string') return logText(value) as T;
  if (value instanceof Error) return logError(value, depth) as T;
  if (typeof value !== 'object' || value === null) return value;
  if (depth >= DEPTH) return '…' as T;
  if (Array.isArray(value)) {
    return value.map(item => logFields(item, depth + 1)) as T;
  }
  return Object.fromEntries(
    Object.entries(value).map(([key, item]) => [
      logText(key),
      logFields(item, depth + 1),
    ]),
  ) as T;
}

function logError(error: Error, depth: number): Error {
  const message = logText(error.message);
  const safe = new Error(
    message,
    error.cause === undefined || depth >= DEPTH
      ? undefined
      : { cause: logFields(error.cause, depth + 1) },
  );
  const name = logText(error.name);
  Object.defineProperty(safe, 'name', { value: name });
  // The message stands before the frames, and may hold lines that look like some.
  const frames = (error.stack ?? '')
    .slice(headOf(error).length)
    .split('\n')
    .filter(line => /^\s+at \S/.test(line))
    .map(logText);
  safe.stack = [`${name}: ${message}`, ...frames].join('\n');
  return safe;
}

/** What a stack begins with: all up to the end of the message. */
function headOf({ stack = '', message }: Error): string {
  const at = stack.indexOf(message);
  return at < 0 ? stack.split('\n')[0] : stack.slice(0, at + message.length);
}
