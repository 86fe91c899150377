import fs from 'node:fs/promises';
import type { ClusterConnection } from '@fleetview/backstage-plugin-fleet-node';
import type { KubernetesConnection } from '@fleetview/kube-watch';

/** A token file is read again after so long, as client libraries of Kubernetes do. */
const TOKEN_FILE_TTL_MS = 60_000;

function tokenFromFile(file: string): () => Promise<string> {
  let token = '';
  let readAt = -Infinity;
  return async () => {
    if (performance.now() - readAt > TOKEN_FILE_TTL_MS) {
      token = (await fs.readFile(file, 'utf8')).trim();
      readAt = performance.now();
    }
    return token;
  };
}

/** What a source says of a connection, as the client takes it. */
export function toKubernetesConnection(
  connection: ClusterConnection,
): KubernetesConnection {
  const { tokenFile, token, ...rest } = connection;
  if (token !== undefined) return { ...rest, token };
  if (tokenFile !== undefined) {
    return { ...rest, token: tokenFromFile(tokenFile) };
  }
  return rest;
}
