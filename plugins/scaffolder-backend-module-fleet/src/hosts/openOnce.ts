import { InputError } from '@backstage/errors';
import { findPullRequest } from './findPullRequest';
import { openHost, type OpenHost } from './openHost';
import type { HostKind, Hosts } from './placeOf';
import type { Proposal } from './Proposal';
import type { PullRequest } from './PullRequest';

/** How a pull request is opened on one kind of host. */
export type Opening = {
  kind: HostKind;
  /** Has the branch be there, with what is proposed and nothing else. */
  prepare(host: OpenHost, proposal: Proposal): Promise<void>;
  open(host: OpenHost, proposal: Proposal): Promise<void>;
};

/**
 * Opens a pull request, or finds the one that the branch has, also where another run opens it
 * at the same moment.
 *
 * @throws InputError where the repository is of another kind of host
 */
export async function openOnce(
  hosts: Hosts,
  opening: Opening,
  proposal: Proposal,
  signal?: AbortSignal,
): Promise<PullRequest & { isNew: boolean }> {
  const { repoUrl, branch } = proposal;
  const host = await openHost(hosts, proposal, signal);
  if (host.kind !== opening.kind) {
    throw new InputError(
      `'${repoUrl}' is of ${host.kind}, and this opens pull requests on ${opening.kind} only.`,
    );
  }
  const found = await findPullRequest(hosts, proposal, signal);
  if (found?.state === 'open') return { ...found, isNew: false };
  await opening.prepare(host, proposal);
  try {
    await opening.open(host, proposal);
  } catch (error) {
    const other = await findPullRequest(hosts, proposal, signal);
    if (other?.state !== 'open') throw error;
    return { ...other, isNew: false };
  }
  const opened = await findPullRequest(hosts, proposal, signal);
  if (opened?.state !== 'open') {
    throw new Error(
      `The pull request of '${branch}' was opened, and is not found. Look for it in the repository.`,
    );
  }
  return { ...opened, isNew: true };
}
