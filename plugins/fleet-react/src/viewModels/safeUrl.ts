const LONGEST = 2000;

/**
 * The one gate between text that comes from a cluster and a link.
 *
 * Only absolute `http:` and `https:` addresses without a user name or password
 * pass; all else is to be shown as text.
 *
 * @returns the address in its normal form, or `undefined`
 * @public
 */
export function safeUrl(text: string | undefined): string | undefined {
  if (!text || text.length > LONGEST) return undefined;
  // The parser drops tabs and line breaks in silence, and what a reader would
  // see is then not where the link leads.
  if (/[\p{Cc}\p{Cf}\p{Z}]/u.test(text)) {
    return undefined;
  }
  if (!/^https?:\/\//i.test(text)) return undefined;
  let url: URL;
  try {
    url = new URL(text);
  } catch {
    return undefined;
  }
  if (url.protocol !== 'https:' && url.protocol !== 'http:') return undefined;
  if (url.username || url.password || !url.hostname) return undefined;
  return url.href;
}
