import type { ClusterDetails } from '@backstage/plugin-kubernetes-node';
import type { Connection } from '@fleetview/backstage-plugin-fleet-common';
import type { Share } from '../readShare';
import type { SparseLog } from '../SparseLog';
import { words } from '../words';
import { serverKey } from './serverKey';
import { shortId, toClusterDetails } from './toClusterDetails';

/**
 * The fleet's clusters that are not among the plugin's own, whatever these call
 * them, each under a name that no other has.
 */
export function addClusters(options: {
  own: readonly ClusterDetails[];
  known: ReadonlyMap<string, Connection>;
  share: Share;
  log: Pick<SparseLog, 'info'>;
}): ClusterDetails[] {
  const { own, known, share, log } = options;
  const servers = new Set(own.map(({ url }) => serverKey(url)));
  const names = new Set(own.map(({ name }) => name));
  const added: ClusterDetails[] = [];
  let leftOut = 0;
  let firstReason: string | undefined;
  for (const connection of known.values()) {
    const handed = toClusterDetails(connection, share);
    if (handed.type === 'own') continue;
    if (handed.type === 'left-out') {
      leftOut += 1;
      firstReason ??= `'${words(connection.name)}': ${words(handed.reason)}`;
      continue;
    }
    const { details } = handed;
    if (servers.has(serverKey(details.url))) continue;
    const name = freeName(details.name, connection.id, names);
    if (name !== details.name) {
      log.info(
        'A cluster of the fleet has the name of another; it got its id as a suffix',
        { cluster: details.name, name },
        connection.id,
      );
    }
    names.add(name);
    added.push({ ...details, name });
  }
  if (firstReason !== undefined) {
    log.info(
      'Clusters of the fleet were not given to the Kubernetes plugin',
      { clusters: leftOut, first: firstReason },
      `${leftOut}`,
    );
  }
  // Ids are random; lists follow names.
  return added.sort((a, b) => (a.name < b.name ? -1 : 1));
}

function freeName(
  name: string,
  id: string,
  taken: ReadonlySet<string>,
): string {
  return (
    [name, `${name}-${shortId(id)}`].find(each => !taken.has(each)) ??
    `${name}-${id}`
  );
}
