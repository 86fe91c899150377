import type { Connection } from '@fleetview/backstage-plugin-fleet-common';
import type {
  ClusterConnection,
  ClusterRecord,
} from '@fleetview/backstage-plugin-fleet-node';
import { shownServer } from '../clusters/guard/shownServer';
import type { MemberRecord } from '../clusters/registry/members';
import { defined } from './types';

type Told = MemberRecord & { record: ClusterRecord };
type Access = Pick<Connection, 'access' | 'authentication'>;

/** What is not secret of how the Kubernetes plugin signs in, whatever a source calls so. */
const AUTH_METADATA = [
  'kubernetes.io/auth-provider',
  'kubernetes.io/oidc-token-provider',
  'kubernetes.io/aws-assume-role',
  'kubernetes.io/x-k8s-aws-id',
];

const CERTIFICATE =
  /-----BEGIN CERTIFICATE-----[A-Za-z0-9+/=\s]+-----END CERTIFICATE-----/g;

const NOT_TOLD = 'no source has told it since the portal started';

/**
 * How a cluster is reached, by that of its present records that counts: one that
 * may be asked before one that may not, and the first. Holds what it names here
 * and nothing else of the connection.
 */
export function toAccess(present: MemberRecord[]): Access {
  const told = present.filter((member): member is Told => !!member.record);
  const member =
    told.find(({ record }) => record.access.type === 'direct') ?? told[0];
  if (!member) {
    const [stored] = present;
    const server = stored?.stored?.server ?? undefined;
    return {
      access: defined({
        type: 'unknown' as const,
        reason: stored ? NOT_TOLD : 'it was removed from every source',
        source: stored?.source,
        server: server && shownServer(server),
      }),
      authentication: { type: 'unknown' },
    };
  }
  const { access, origin = 'unknown' as const } = member.record;
  const { source } = member;
  const kubernetesPlugin = told.find(({ record }) => record.kubernetesPlugin)
    ?.record.kubernetesPlugin;
  const said = kubernetesPlugin
    ? {
        kubernetesPlugin: {
          authProvider: kubernetesPlugin.authProvider,
          authMetadata: Object.fromEntries(
            Object.entries(kubernetesPlugin.authMetadata).filter(([key]) =>
              AUTH_METADATA.includes(key),
            ),
          ),
        },
      }
    : {};
  if (access.type === 'not-asked') {
    const { server, reason } = access;
    return {
      access: defined({
        type: access.type,
        reason,
        source,
        origin,
        server: server && shownServer(server),
      }),
      authentication: { type: 'unknown', ...said },
    };
  }
  const { server, caData, tlsServerName, skipTlsVerify } = access.connection;
  return {
    access: defined({
      type: access.type,
      source,
      origin,
      server: shownServer(server),
      caData: certificatesOf(caData),
      tlsServerName,
      skipTlsVerify,
    }),
    authentication: { ...authenticationOf(access.connection), ...said },
  };
}

/** Files with an authority hold a private key now and then. */
function certificatesOf(pem: string | undefined): string | undefined {
  const found = pem?.match(CERTIFICATE);
  return found ? `${found.join('\n')}\n` : undefined;
}

function authenticationOf(
  connection: ClusterConnection,
): Pick<Connection['authentication'], 'type' | 'provider'> {
  if (connection.tokenProvider) {
    return { type: 'provider', provider: connection.tokenProvider.key };
  }
  if (connection.token ?? connection.tokenFile) return { type: 'token' };
  return {
    type: connection.clientCertificate ? 'client-certificate' : 'none',
  };
}
