import fs from 'node:fs/promises';
import type { ClusterConnection } from '@fleetview/backstage-plugin-fleet-node';
import {
  KubernetesError,
  type KubernetesConnection,
} from '@fleetview/kube-watch';
import { addressJudge } from '../clusters/urlPolicy';
import { CachedToken } from './tokens/CachedToken';
import { failureText } from './tokens/failureText';
import { getTokenInTime } from './tokens/getTokenInTime';

/** A token file is read again after so long, as client libraries of Kubernetes do. */
const TOKEN_FILE_TTL_MS = 60_000;

/** What a source says of a connection, as the client takes it. */
export function toKubernetesConnection(
  connection: ClusterConnection,
): KubernetesConnection {
  const { tokenFile, token, tokenProvider, networkPolicy, ...rest } =
    connection;
  return {
    ...rest,
    ...(networkPolicy
      ? { checkAddress: checkAddressBy(addressJudge(networkPolicy)) }
      : {}),
    ...credentials({ tokenFile, token, tokenProvider }),
  };
}

function checkAddressBy(
  judge: ReturnType<typeof addressJudge>,
): NonNullable<KubernetesConnection['checkAddress']> {
  return (address, hostname) => {
    const verdict = judge(address, hostname);
    if (!verdict.allowed) throw new KubernetesError('invalid', verdict.reason);
  };
}

function credentials(
  connection: Pick<ClusterConnection, 'token' | 'tokenFile' | 'tokenProvider'>,
): Pick<KubernetesConnection, 'token' | 'onTokenRefused'> {
  const { tokenFile, token, tokenProvider } = connection;
  if (token !== undefined) return { token };
  if (tokenProvider !== undefined) {
    const cached = CachedToken.create({
      fetch: () => getTokenInTime(tokenProvider),
    });
    return {
      token: async () => {
        try {
          return await cached.get();
        } catch (error) {
          throw new KubernetesError(
            'unauthorized',
            `no token could be had: ${failureText(error)}`,
          );
        }
      },
      onTokenRefused: refused => cached.refused(refused),
    };
  }
  if (tokenFile !== undefined) return tokenFromFile(tokenFile);
  return {};
}

function tokenFromFile(
  file: string,
): Pick<KubernetesConnection, 'token' | 'onTokenRefused'> {
  let token = '';
  let readAt = -Infinity;
  return {
    token: async () => {
      if (performance.now() - readAt > TOKEN_FILE_TTL_MS) {
        token = (await fs.readFile(file, 'utf8')).trim();
        readAt = performance.now();
      }
      return token;
    },
    // It may have been rotated just now.
    onTokenRefused: () => {
      readAt = -Infinity;
    },
  };
}
