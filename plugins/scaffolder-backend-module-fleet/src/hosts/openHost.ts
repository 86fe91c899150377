import { InputError } from '@backstage/errors';
import { askHost } from './askHost';
import { HOST_KINDS, type HostKind, type Hosts } from './placeOf';
import type { Ask } from './PullRequest';

type Kind = Exclude<HostKind, 'git'>;

/** What the one is called in `repoUrl` that a repository is of. */
const OWNERS: Partial<Record<HostKind, readonly string[]>> = {
  bitbucketCloud: ['workspace'],
  bitbucketServer: ['project'],
  azure: ['organization', 'project'],
};

/** A repository of a host that an integration is configured for. */
export type HostedRepository = {
  kind: Kind;
  host: string;
  /** Of Azure DevOps `organization/project`. */
  owner: string;
  repo: string;
};

export type OpenHost = HostedRepository & { ask: Ask };

/**
 * What asks the host of a repository.
 *
 * @param asked.repoUrl - as publish actions take it: `host?owner=…&repo=…`
 * @throws InputError where no integration is configured for it
 */
export async function openHost(
  hosts: Hosts,
  { repoUrl }: { repoUrl: string },
  signal?: AbortSignal,
): Promise<OpenHost> {
  const place = readRepoUrl(hosts, repoUrl);
  const { kind, host, owner, repo } = place;
  const ask = await askHost(hosts, kind, host, `${owner}/${repo}`, signal);
  return { ...place, ask };
}

/**
 * Reads where a repository is, as publish actions take it.
 *
 * @throws InputError where no integration is configured for it
 */
export function readRepoUrl(
  hosts: Pick<Hosts, 'integrations' | 'configured'>,
  repoUrl: string,
): HostedRepository {
  const refuse = () =>
    new InputError(
      `'repoUrl' is '${repoUrl.slice(
        0,
        200,
      )}', which is no repository of a host that an integration is configured for. It is as in 'github.com?owner=platform&repo=config'.`,
    );
  if (!URL.canParse(`https://${repoUrl}`)) throw refuse();
  const { host, searchParams } = new URL(`https://${repoUrl}`);
  const type = hosts.integrations.byHost(host)?.type;
  const kind = HOST_KINDS.find(
    (each): each is Kind => each === type && each !== 'git',
  );
  const named = ((kind && OWNERS[kind]) ?? ['owner']).map(name =>
    searchParams.get(name)?.replace(/^\/+|\/+$/g, ''),
  );
  const owner = named.every(Boolean) ? named.join('/') : undefined;
  const repo = searchParams.get('repo');
  if (!kind || !owner || !repo) throw refuse();
  // The portal's own identity is sent there: only where somebody has said so.
  if (kind === 'azure' && !hosts.configured.has(host)) throw refuse();
  return { kind, host, owner, repo };
}
