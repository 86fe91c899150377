import { hasHiddenCharacters, MAX_ADDRESS_LENGTH } from './characters';

/**
 * The one gate between text from outside and a link: the server asks it before
 * it keeps an address to be followed, and pages before they make a link of one.
 *
 * Only absolute `http:` and `https:` addresses of at most 2,048 characters pass,
 * without user name and password, which make a reader take another host for
 * the one that is asked, and without spaces, control and hiding characters, which
 * parsers drop in silence. Anything else is to be shown as text.
 *
 * @returns the address in its normal form, the host in ASCII (`xn--…`), so that
 *   letters that look alike are told apart; or `undefined`
 * @public
 */
export function safeUrl(text: string | undefined): string | undefined {
  if (!text || text.length > MAX_ADDRESS_LENGTH || hasHiddenCharacters(text)) {
    return undefined;
  }
  // Parsers take `https:/host`, `https:\\host` and `https:host` for the same, and
  // every backslash for a slash: readers do not.
  if (!/^https?:\/\/[^/]/i.test(text) || text.includes('\\')) return undefined;
  if (!URL.canParse(text)) return undefined;
  const url = new URL(text);
  if (url.protocol !== 'https:' && url.protocol !== 'http:') return undefined;
  if (url.username || url.password || !url.hostname) return undefined;
  // An empty user name before `@` is dropped by the parser, and read by people.
  if (/^[^/?#]*@/.test(text.slice(text.indexOf('//') + 2))) return undefined;
  return url.href.length > MAX_ADDRESS_LENGTH ? undefined : url.href;
}
