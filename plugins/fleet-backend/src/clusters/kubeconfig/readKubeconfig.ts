import fs from 'node:fs/promises';
import path from 'node:path';
import type {
  ClusterConnection,
  ClusterRecord,
  ConfigurationProblem,
} from '@fleetview/backstage-plugin-fleet-node';
import { parse } from 'yaml';
import { z } from 'zod';

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
  users: z.array(z.looseObject({ name, user: z.unknown() })).nullish(),
});

const contextSchema = z.looseObject({
  cluster: z.string(),
  user: z.string().optional(),
});

/**
 * Reads a kubeconfig: one record per context. A context that cannot be used is a
 * problem, and the others count.
 *
 * @param key - the configuration key that named the file
 * @throws Error when the file cannot be read or is no kubeconfig at all
 */
export async function readKubeconfig(options: {
  file: string;
  key: string;
}): Promise<{ records: ClusterRecord[]; problems: ConfigurationProblem[] }> {
  const file = path.resolve(options.file);
  const parsed = kubeconfigSchema.safeParse(
    parse(await fs.readFile(file, 'utf8'), { maxAliasCount: 100 }),
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
  for (const entry of contexts) {
    const problem = (message: string) =>
      problems.push({
        key: `${options.key}: context '${entry.name}'`,
        value: options.file,
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
        access: await readAccess({
          folder: path.dirname(file),
          cluster: server.data,
          user: parsedUser.data,
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
  return { records, problems };
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
  folder: string;
  cluster: z.output<typeof clusterSchema>;
  user: z.output<typeof userSchema>;
}): Promise<ClusterRecord['access']> {
  const { folder, cluster, user } = options;
  const notAsked = (reason: string): ClusterRecord['access'] => ({
    type: 'not-asked',
    server: cluster.server,
    reason,
  });
  if (user.exec !== undefined) {
    return notAsked(
      "its user runs a program for a token ('exec'), which the portal does not do; give it a service account token",
    );
  }
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
  const material = async (data?: string, fileName?: string) => {
    if (data !== undefined) return Buffer.from(data, 'base64').toString('utf8');
    if (fileName !== undefined) {
      return fs.readFile(path.resolve(folder, fileName), 'utf8');
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
    tokenFile: user.tokenFile && path.resolve(folder, user.tokenFile),
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
