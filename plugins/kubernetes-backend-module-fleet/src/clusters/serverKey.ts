/** An API server's URL in one spelling; undefined for what is none. */
export function serverKey(server: string | undefined): string | undefined {
  if (!server || !URL.canParse(server)) return undefined;
  const url = new URL(server);
  if (url.protocol !== 'https:' && url.protocol !== 'http:') return undefined;
  return `${url.protocol}//${url.host}${url.pathname.replace(/\/+$/, '')}`;
}
