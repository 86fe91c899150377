const MAX_URL_LENGTH = 2048;
const UNSAFE = /[\p{Cc}\p{Cf}\p{Cs}\u2028\u2029\s]/u;
const USER_INFO = /^(https?:\/\/)[^/?#]*@/i;
const USER_AND_PASSWORD = /^([a-z][a-z0-9+.-]*:\/\/[^/?#:@]*):[^/?#]*@/i;

/**
 * A URL or repository address from a cluster, without credentials: of HTTP
 * addresses all user information goes, as tokens stand there alone; of others
 * the password. What is longer than 2,048 characters or holds spaces, control
 * or hiding characters is `undefined`, as a cut address would be another one.
 *
 * @public
 */
export function addressOf(value: string | undefined): string | undefined {
  if (!value || value.length > MAX_URL_LENGTH || UNSAFE.test(value)) {
    return undefined;
  }
  return value.replace(USER_INFO, '$1').replace(USER_AND_PASSWORD, '$1@');
}
