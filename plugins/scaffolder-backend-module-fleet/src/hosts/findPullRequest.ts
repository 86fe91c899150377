import { openHost } from './openHost';
import type { Hosts } from './placeOf';
import type { PullRequest } from './PullRequest';
import { pullRequestsOf } from './pullRequestsOf';

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
  const { branch, target } = asked;
  const { ask, kind, host, owner, repo } = await openHost(hosts, asked, signal);
  const found = await pullRequestsOf[kind](ask, {
    web: `https://${host}`,
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
