import { createHash } from 'node:crypto';

/**
 * An API server's URL in one spelling: lower case, without default port,
 * trailing slash, query and fragment. Undefined for what is no such URL.
 */
export function normaliseServer(server: string): string | undefined {
  let url: URL;
  try {
    url = new URL(server);
  } catch {
    return undefined;
  }
  if (url.protocol !== 'https:' && url.protocol !== 'http:') return undefined;
  const path = url.pathname.replace(/\/+$/, '');
  return `${url.protocol}//${url.host}${path}`;
}

/** Tells API servers apart: by their URL and the authority that vouches for them. */
export function apiServerKey(connection: {
  server: string;
  caData?: string;
}): string {
  return createHash('sha256')
    .update(normaliseServer(connection.server) ?? connection.server)
    .update('\n')
    .update((connection.caData ?? '').trim())
    .digest('base64url');
}
