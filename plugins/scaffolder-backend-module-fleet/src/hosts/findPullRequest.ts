import { InputError } from '@backstage/errors';
import { askHost } from './askHost';
import { HOST_KINDS, type HostKind, type Hosts } from './placeOf';
import type { PullRequest } from './PullRequest';
import { pullRequestsOf } from './pullRequestsOf';

/** What the one is called in 'repoUrl' that a repository is of. */
const OWNERS: Partial<Record<HostKind, string>> = {
  bitbucketCloud: 'workspace',
  bitbucketServer: 'project',
};

/**
 * The pull request of a branch: the open one, else the one that was merged last.
 *
 * @param repoUrl - as publish actions take it: `host?owner=…&repo=…`
 * @throws where the host does not say: that there is none is not known then
 */
export async function findPullRequest(
  hosts: Hosts,
  asked: { repoUrl: string; branch: string; target: string },
  signal?: AbortSignal,
): Promise<PullRequest | undefined> {
  const { repoUrl, branch, target } = asked;
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
    (each): each is Exclude<HostKind, 'git'> => each === type && each !== 'git',
  );
  const owner = searchParams.get((kind && OWNERS[kind]) ?? 'owner');
  const repo = searchParams.get('repo');
  if (!kind || !owner || !repo) throw refuse();
  const ask = await askHost(hosts, kind, host, `${owner}/${repo}`, signal);
  const found = await pullRequestsOf[kind](ask, {
    owner,
    repo,
    branch,
    target,
  });
  return (
    found.find(({ state }) => state === 'open') ??
    found.find(({ state }) => state === 'merged')
  );
}
