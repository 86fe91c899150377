import fs from 'node:fs/promises';
import path from 'node:path';
import type {
  ClusterConnection,
  ClusterRecord,
  ClusterTokenProvider,
  ConfigurationProblem,
} from '@fleetview/backstage-plugin-fleet-node';
import { parse } from 'yaml';
import { z } from 'zod';
import type { ExecConfig } from '../../config/FleetConfig';
import { execTokenProvider } from '../exec/execTokenProvider';

const name = z.string().min(1).max(253);

/** Only these fields are ever read; what a user entry can do beyond them is not done. */
const clusterSchema = z.looseObject({
  server: z.string(),
  'certificate-authority': z.string().optional(),
  'certificate-authority-data': z.string().optional(),
  'insecure-skip-tls-verify': z.boolean().optional(),
  'tls-server-name': z.string().optional(),
  'proxy-url': z.string().optional(),
});

const userSchema = z.looseObject({
  token: z.string().optional(),
  tokenFile: z.string().optional(),
  'client-certificate': z.string().optional(),
  'client-certificate-data': z.string().optional(),
  'client-key': z.string().optional(),
  'client-key-data': z.string().optional(),
  username: z.string().optional(),
  exec: z.unknown().optional(),
  'auth-provider': z.unknown().optional(),
});

const kubeconfigSchema = z.looseObject({
  clusters: z.array(z.looseObject({ name, cluster: z.unknown() })),
  contexts: z.array(z.looseObject({ name, context: z.unknown() })),
  'current-context': z.string().optional(),
  users: z.array(z.looseObject({ name, user: z.unknown() })).nullish(),
});

const contextSchema = z.looseObject({
  cluster: z.string(),
  user: z.string().optional(),
});

/** Fields that name files of the machine that reads them. */
const FILE_FIELDS = [
  'certificate-authority',
  'client-certificate',
  'client-key',
  'tokenFile',
] as const;

/** What whoever wrote a kubeconfig may have done. */
export type KubeconfigTrust = {
  /** Files that it names are read, from here on; without, it may name none. */
  folder?: string;
  /** Programs that it may have run. */
  exec: readonly ExecConfig[];
  /** The key that allows to leave certificates unchecked, and whether it is set; without it, the word is passed on. */
  skipTlsVerify?: { allowed: boolean; key: string };
};

export type ReadKubeconfig = {
  records: ClusterRecord[];
  problems: ConfigurationProblem[];
  currentContext?: string;
  /** Files with certificates and keys that were read along with it: when one changes, so has the kubeconfig. */
  files: string[];
};

/**
 * Reads a kubeconfig file: one record per context. A context that cannot be used
 * is a problem, and the others count.
 *
 * @param key - the configuration key that named the file
 * @throws Error when the file cannot be read or is no kubeconfig at all
 */
export async function readKubeconfig(options: {
  file: string;
  key: string;
  exec?: readonly ExecConfig[];
  allowSkipTlsVerify?: boolean;
}): Promise<ReadKubeconfig> {
  const file = path.resolve(options.file);
  return readKubeconfigText({
    text: await fs.readFile(file, 'utf8'),
    key: options.key,
    value: options.file,
    trust: {
      folder: path.dirname(file),
      exec: options.exec ?? [],
      skipTlsVerify: {
        allowed: options.allowSkipTlsVerify ?? false,
        key: `${options.key}.allowSkipTlsVerify`,
      },
    },
  });
}

/** As {@link readKubeconfig}, for a kubeconfig that came some other way. */
export async function readKubeconfigText(options: {
  text: string;
  key: string;
  value: string;
  trust: KubeconfigTrust;
}): Promise<ReadKubeconfig> {
  const parsed = kubeconfigSchema.safeParse(
    parse(options.text, { maxAliasCount: 100 }),
  );
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    throw new Error(
      `is no kubeconfig: ${issue.path.join('.') || 'the document'}: ${
        issue.message
      }`,
    );
  }
  const records: ClusterRecord[] = [];
  const problems: ConfigurationProblem[] = [];
  const { clusters, contexts, users } = parsed.data;
  const seen = new Set<string>();
  const files = new Set<string>();
  for (const entry of contexts) {
    const problem = (message: string) =>
      problems.push({
        key: `${options.key}: context '${entry.name}'`,
        value: options.value,
        message,
      });
    if (seen.has(entry.name)) {
      problem(
        'stands in the file twice; the first one counts. Rename or remove the other',
      );
      continue;
    }
    seen.add(entry.name);
    const context = contextSchema.safeParse(entry.context);
    if (!context.success) {
      problem('names no cluster; the context is left out');
      continue;
    }
    const cluster = clusters.find(each => each.name === context.data.cluster);
    const server = clusterSchema.safeParse(cluster?.cluster);
    if (!server.success) {
      problem(
        cluster
          ? `its cluster '${context.data.cluster}' has no usable server; the context is left out`
          : `there is no cluster '${context.data.cluster}' in the file; the context is left out`,
      );
      continue;
    }
    const bad = badServer(server.data.server);
    if (bad) {
      problem(`${bad}; the context is left out`);
      continue;
    }
    const user = users?.find(each => each.name === context.data.user);
    if (context.data.user && !user) {
      problem(
        `there is no user '${context.data.user}' in the file; the context is left out`,
      );
      continue;
    }
    const parsedUser = userSchema.safeParse(user?.user ?? {});
    if (!parsedUser.success) {
      const [issue] = parsedUser.error.issues;
      problem(
        `its user '${context.data.user}' cannot be read: ${issue.path.join(
          '.',
        )}: ${issue.message}; the context is left out`,
      );
      continue;
    }
    try {
      records.push({
        name: entry.name,
        ...(options.trust.folder === undefined ? {} : { origin: 'operator' }),
        access: await readAccess({
          trust: options.trust,
          cluster: server.data,
          user: parsedUser.data,
          files,
        }),
      });
    } catch (error) {
      problem(
        `${
          error instanceof Error ? error.message : error
        }; the context is left out`,
      );
    }
  }
  return {
    records,
    problems,
    files: [...files],
    ...(parsed.data['current-context']
      ? { currentContext: parsed.data['current-context'] }
      : {}),
  };
}

function badServer(server: string): string | undefined {
  let url: URL;
  try {
    url = new URL(server);
  } catch {
    return `server '${server}' is no URL`;
  }
  if (url.protocol !== 'http:' && url.protocol !== 'https:') {
    return `server '${url.protocol}//${url.host}' has to begin with https:// or http://`;
  }
  if (url.username || url.password) {
    return `server '${url.protocol}//${url.host}' must not hold credentials`;
  }
  return undefined;
}

async function readAccess(options: {
  trust: KubeconfigTrust;
  cluster: z.output<typeof clusterSchema>;
  user: z.output<typeof userSchema>;
  files: Set<string>;
}): Promise<ClusterRecord['access']> {
  const { trust, cluster, user, files } = options;
  const { folder } = trust;
  const notAsked = (reason: string): ClusterRecord['access'] => ({
    type: 'not-asked',
    server: cluster.server,
    reason,
  });
  if (user['auth-provider'] !== undefined) {
    return notAsked(
      "its user has an 'auth-provider', which Kubernetes has removed; give it a service account token",
    );
  }
  if (user.username !== undefined) {
    return notAsked(
      'its user has a user name and password, which Kubernetes has removed; give it a service account token',
    );
  }
  if (cluster['proxy-url'] !== undefined) {
    return notAsked("it is behind a 'proxy-url', which is not supported");
  }
  if (
    cluster['insecure-skip-tls-verify'] &&
    trust.skipTlsVerify?.allowed === false
  ) {
    return notAsked(
      `it wants its certificate unchecked ('insecure-skip-tls-verify'), which only app-config may say; set ${trust.skipTlsVerify.key} to true, or give it a certificate authority`,
    );
  }
  if (folder === undefined) {
    const fields: Record<string, unknown> = { ...cluster, ...user };
    const named = FILE_FIELDS.find(field => fields[field]);
    if (named) {
      return notAsked(
        `it names a file ('${named}'), which a kubeconfig that is no file of the portal's may not`,
      );
    }
  }
  let tokenProvider: ClusterTokenProvider | undefined;
  if (user.exec !== undefined) {
    const found = execTokenProvider({
      exec: user.exec,
      allowed: trust.exec,
      folder: folder ?? '/',
    });
    if ('reason' in found) return notAsked(found.reason);
    tokenProvider = found;
  }
  const material = async (data?: string, fileName?: string) => {
    if (data !== undefined) return Buffer.from(data, 'base64').toString('utf8');
    if (fileName !== undefined && folder !== undefined) {
      const file = path.resolve(folder, fileName);
      files.add(file);
      return fs.readFile(file, 'utf8');
    }
    return undefined;
  };
  const connection: ClusterConnection = {
    server: cluster.server,
    caData: await material(
      cluster['certificate-authority-data'],
      cluster['certificate-authority'],
    ),
    skipTlsVerify: cluster['insecure-skip-tls-verify'],
    tlsServerName: cluster['tls-server-name'],
    clientCertificate: await material(
      user['client-certificate-data'],
      user['client-certificate'],
    ),
    clientKey: await material(user['client-key-data'], user['client-key']),
    token: user.token,
    tokenFile: user.tokenFile && path.resolve(folder ?? '/', user.tokenFile),
    tokenProvider,
  };
  return {
    type: 'direct',
    connection: Object.fromEntries(
      // Empty is the same as absent to whoever writes these files.
      Object.entries(connection).filter(
        ([, value]) => value !== undefined && value !== '',
      ),
    ) as ClusterConnection,
  };
}
