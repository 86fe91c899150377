import type {
  ClusterConnection,
  ClusterRecord,
} from '@fleetview/backstage-plugin-fleet-node';
import type { KubernetesObject } from '@fleetview/kube-watch';
import { z } from 'zod';
import type { HubConfig } from '../../../config/FleetConfig';
import { hubRecord, notAsked, secretValue } from '../hubObjects';

/** The `config` of a cluster Secret, as far as it is read. Data is base64, as Go writes bytes. */
const configSchema = z.looseObject({
  username: z.string().nullish(),
  bearerToken: z.string().nullish(),
  tlsClientConfig: z
    .looseObject({
      insecure: z.boolean().nullish(),
      serverName: z.string().nullish(),
      caData: z.string().nullish(),
      certData: z.string().nullish(),
      keyData: z.string().nullish(),
    })
    .nullish(),
  awsAuthConfig: z.unknown().optional(),
  execProviderConfig: z.unknown().optional(),
  proxyUrl: z.string().nullish(),
});

/** By this address each Argo CD calls the cluster that it runs in. */
const IN_CLUSTER =
  /^https:\/\/kubernetes\.default(?:\.svc(?:\.cluster\.local)?)?\.?(?::443)?\/?$/i;

/**
 * One cluster Secret of Argo CD. The hub's own entry yields nothing: the hub has
 * a record already, and Applications that name it are resolved to whoever holds
 * them.
 */
export function readClusterSecret(
  secret: KubernetesObject,
  hub: HubConfig,
): { record: ClusterRecord } | { self: true } | { problem: string } {
  const server = secretValue(secret, 'server')?.trim();
  if (!server) return { problem: 'has no server' };
  if (IN_CLUSTER.test(server)) return { self: true };
  // It is shown, and may be the cluster's name.
  if (/[@?#]/.test(server)) {
    return { problem: 'has a server with credentials, query or fragment' };
  }
  const name = secretValue(secret, 'name')?.trim() || server;
  if (name.length > 253) return { problem: 'has a name that is too long' };
  let json: unknown;
  try {
    json = JSON.parse(secretValue(secret, 'config') || '{}');
  } catch {
    return { problem: 'has a config that is no JSON' };
  }
  const parsed = configSchema.safeParse(json);
  if (!parsed.success) {
    return {
      problem: `has a config that cannot be understood: ${parsed.error.issues[0].path.join(
        '.',
      )}`,
    };
  }
  return {
    record: hubRecord(hub, {
      name,
      origin: 'hub',
      access: accessOf(server, parsed.data),
    }),
  };
}

function accessOf(
  server: string,
  config: z.output<typeof configSchema>,
): ClusterRecord['access'] {
  const helper = [
    ['awsAuthConfig', config.awsAuthConfig],
    ['execProviderConfig', config.execProviderConfig],
  ].find(([, value]) => value !== undefined && value !== null);
  if (helper) {
    return notAsked(
      `Argo CD signs in to it by '${helper[0]}', with an identity that the portal does not have; name it in app-config with a token of its own`,
      server,
    );
  }
  if (config.username) {
    return notAsked(
      'Argo CD signs in to it with a user name and password, which Kubernetes has removed; give it a bearer token',
      server,
    );
  }
  if (config.proxyUrl) {
    return notAsked(
      "it is behind a 'proxyUrl', which is not supported",
      server,
    );
  }
  const { tlsClientConfig } = config;
  const connection: ClusterConnection = { server };
  if (config.bearerToken) connection.token = config.bearerToken;
  if (tlsClientConfig?.insecure) connection.skipTlsVerify = true;
  if (tlsClientConfig?.serverName) {
    connection.tlsServerName = tlsClientConfig.serverName;
  }
  if (tlsClientConfig?.caData) {
    connection.caData = decode(tlsClientConfig.caData);
  }
  if (tlsClientConfig?.certData && tlsClientConfig.keyData) {
    connection.clientCertificate = decode(tlsClientConfig.certData);
    connection.clientKey = decode(tlsClientConfig.keyData);
  }
  if (connection.token === undefined && !connection.clientCertificate) {
    return notAsked(
      'its Secret holds neither a token nor a certificate',
      server,
    );
  }
  return { type: 'direct', connection };
}

function decode(data: string): string {
  return Buffer.from(data, 'base64').toString('utf8');
}
