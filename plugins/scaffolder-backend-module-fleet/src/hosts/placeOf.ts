import { InputError } from '@backstage/errors';
import type { ScmIntegrationRegistry } from '@backstage/integration';
import type { GitRemote } from '../git';
import { remoteOf } from '../git';
import { azureAddress } from './azureAddress';
import { readAddress, type RepositoryAddress } from './readAddress';
import { treeUrlOf } from './treeUrlOf';

/** The hosts by whose actions a pull request is opened; `git` is any server, by pushing a branch. */
export const HOST_KINDS = [
  'github',
  'gitlab',
  'gitea',
  'bitbucketCloud',
  'bitbucketServer',
  'azure',
  'git',
] as const;

export type HostKind = (typeof HOST_KINDS)[number];

/** Where a repository is, as steps of templates take it. */
export type RepositoryPlace = {
  kind: HostKind;
  /** `host?owner=…&repo=…`, as publish actions take it; empty of plain Git. */
  repoUrl: string;
  /** The branch, as `fetch:plain` takes it; empty of plain Git. */
  treeUrl: string;
  /** The address over HTTPS, as `fleet:git:clone` takes it. */
  remoteUrl: string;
};

export type Hosts = {
  integrations: ScmIntegrationRegistry;
  /** Hosts that integrations are configured for: some are known without. */
  configured: ReadonlySet<string>;
  remotes: readonly GitRemote[];
};

/**
 * Tells which host a repository is of, by the integrations that are configured; else by the Git
 * remotes that are.
 *
 * @throws InputError where neither knows it
 */
export function placeOf(
  hosts: Hosts,
  repository: string,
  branch: string,
): RepositoryPlace {
  const address = azureAddress(readAddress(repository));
  const { integrations, configured, remotes } = hosts;
  const { host } = address;
  const type = integrations.byHost(host)?.type;
  if (type && configured.has(host)) {
    const place = ofHost(type, address, branch);
    if (place) return place;
  }
  const isRemote = (remoteUrl: string) => {
    try {
      remoteOf(remotes, remoteUrl);
      return true;
    } catch {
      return false;
    }
  };
  // The one that is allowed may be written with the ending or without.
  const bare = address.url.replace(/\.git$/, '');
  const remote = [address.url, bare, `${bare}.git`].find(isRemote);
  if (remote) {
    return { kind: 'git', repoUrl: '', treeUrl: '', remoteUrl: remote };
  }
  throw new InputError(
    `Nothing is configured by which '${address.url}' could be changed. Configure an integration of its host with credentials (below 'integrations': github, gitlab, gitea, bitbucketCloud, bitbucketServer or azure), or name it below 'fleet.scaffolder.gitRemotes', so that a branch is pushed.`,
  );
}

function ofHost(
  type: string,
  { host, path, url: remoteUrl }: RepositoryAddress,
  branch: string,
): RepositoryPlace | undefined {
  const steps = path.split('/');
  const repo = steps.at(-1) ?? '';
  const above = steps.slice(0, -1);
  const [first] = above;
  if (first === undefined) return undefined;
  const place = (
    kind: Exclude<HostKind, 'git'>,
    owner: string,
    names: Record<string, string>,
  ): RepositoryPlace => ({
    kind,
    repoUrl: `${host}?${new URLSearchParams({ ...names, repo })}`,
    treeUrl: treeUrlOf(kind, { host, owner, repo, branch }),
    remoteUrl,
  });
  switch (type) {
    case 'github':
    case 'gitea':
      if (above.length !== 1) return undefined;
      return place(type, first, { owner: first });
    case 'gitlab': {
      const owner = above.join('/');
      return place(type, owner, { owner });
    }
    case 'bitbucketCloud':
      if (above.length !== 1) return undefined;
      // The action asks for a project, and does nothing with it.
      return place(type, first, { workspace: first, project: first });
    case 'bitbucketServer': {
      const [, project = first] = first === 'scm' ? above : [first, first];
      if (above.length > 2) return undefined;
      return place(type, project, { project });
    }
    case 'azure': {
      const project = above.at(-2);
      const organization = above.slice(0, -2).join('/');
      if (above.at(-1) !== '_git' || !project || !organization) {
        return undefined;
      }
      return place(type, `${organization}/${project}`, {
        organization,
        project,
      });
    }
    default:
      return undefined;
  }
}
