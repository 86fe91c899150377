/** A URL without what may be secret in it; as it is if it is none. */
export function shownServer(server: string): string {
  if (!URL.canParse(server))
    return server.slice(0, 200).replace(/\/\/.*@/, '//');
  const url = new URL(server);
  url.username = '';
  url.password = '';
  url.search = '';
  url.hash = '';
  return url.href.replace(/\/$/, '');
}
