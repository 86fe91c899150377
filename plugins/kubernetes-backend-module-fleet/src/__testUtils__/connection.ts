import type { ClusterDetails } from '@backstage/plugin-kubernetes-node';
import type { Connection } from '@fleetview/backstage-plugin-fleet-common';
import type { Share } from '../readShare';

const UNKNOWN = { value: 'unassigned', evidence: [] } as never;

export const CONFIGURED: Share = { mode: 'configured', origins: ['operator'] };

/** A cluster of a kubeconfig file with a token, as the fleet tells it. */
export function connection(
  id: string,
  over: Partial<Omit<Connection, 'access' | 'authentication'>> & {
    access?: Partial<Connection['access']>;
    authentication?: Connection['authentication'];
  } = {},
): Connection {
  const source = over.sources?.[0] ?? 'kubeconfig:/etc/fleet.yaml';
  const name = over.name ?? id;
  return {
    id,
    aliases: [],
    name,
    names: [
      {
        name,
        source,
        sourceTitle: source,
        givenBy: 'operator',
        present: true,
      },
    ],
    lifecycle: 'in-use',
    reachability: { state: 'reachable', since: '2026-01-01T00:00:00Z' },
    sources: [source],
    attributes: {
      region: UNKNOWN,
      zone: UNKNOWN,
      provider: UNKNOWN,
      environment: UNKNOWN,
      tier: UNKNOWN,
      owner: UNKNOWN,
    },
    ...over,
    access: {
      type: 'direct',
      source,
      origin: 'operator',
      server: `https://${id}.example`,
      ...over.access,
    },
    authentication: over.authentication ?? { type: 'token' },
  };
}

export function byId(...connections: Connection[]): Map<string, Connection> {
  return new Map(connections.map(each => [each.id, each]));
}

/** A cluster of the Kubernetes plugin's configuration. */
export function own(name: string, url = `https://${name}.own`): ClusterDetails {
  return {
    name,
    url,
    authMetadata: {
      'kubernetes.io/auth-provider': 'serviceAccount',
      serviceAccountToken: 'own-token',
    },
  };
}
