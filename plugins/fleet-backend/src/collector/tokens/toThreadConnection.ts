import type { ClusterConnection } from '@fleetview/backstage-plugin-fleet-node';
import type { ThreadConnection } from './messages';

/** What of a connection can cross to another thread. */
export function toThreadConnection(
  connection: ClusterConnection,
): ThreadConnection {
  const { tokenProvider, ...rest } = connection;
  return tokenProvider ? { ...rest, asksForTokens: true } : rest;
}
