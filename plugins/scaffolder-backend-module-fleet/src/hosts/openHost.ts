import { InputError } from '@backstage/errors';
import { askHost } from './askHost';
import { HOST_KINDS, type HostKind, type Hosts } from './placeOf';
import type { Ask } from './PullRequest';

type Kind = Exclude<HostKind, 'git'>;

/** What the one is called in `repoUrl` that a repository is of. */
const OWNERS: Partial<Record<HostKind, string>> = {
  bitbucketCloud: 'workspace',
  bitbucketServer: 'project',
};

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
): Promise<{ ask: Ask; kind: Kind; owner: string; repo: string }> {
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
  const owner = searchParams.get((kind && OWNERS[kind]) ?? 'owner');
  const repo = searchParams.get('repo');
  if (!kind || !owner || !repo) throw refuse();
  const ask = await askHost(hosts, kind, host, `${owner}/${repo}`, signal);
  return { ask, kind, owner, repo };
}
