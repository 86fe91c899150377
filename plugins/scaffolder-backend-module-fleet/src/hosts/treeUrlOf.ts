import type { HostKind } from './placeOf';

/**
 * A folder of a branch, as `fetch:plain` takes it.
 *
 * @param of.owner - of Azure DevOps `organization/project`
 * @param of.path - from the root of the repository; all of it where absent
 */
export function treeUrlOf(
  kind: Exclude<HostKind, 'git'>,
  of: {
    host: string;
    owner: string;
    repo: string;
    branch: string;
    path?: string;
  },
): string {
  const { host, owner, repo, branch, path = '' } = of;
  const web = `https://${host}`;
  const own = `${web}/${encoded(owner)}/${encodeURIComponent(repo)}`;
  const below = path ? `/${encoded(path)}` : '';
  switch (kind) {
    case 'github':
      return `${own}/tree/${encoded(branch)}${below}`;
    case 'gitea':
      return `${own}/src/branch/${encoded(branch)}${below}`;
    case 'gitlab':
      return `${own}/-/tree/${encoded(branch)}${below}`;
    case 'bitbucketCloud':
      return `${own}/src/${encoded(branch)}${below}`;
    case 'bitbucketServer':
      return `${web}/projects/${encoded(owner)}/repos/${encodeURIComponent(
        repo,
      )}/browse${below}?at=${encodeURIComponent(branch)}`;
    default:
      return `${web}/${encoded(owner)}/_git/${encodeURIComponent(
        repo,
      )}?${new URLSearchParams({
        ...(path ? { path: `/${path}` } : {}),
        version: `GB${branch}`,
      })}`;
  }
}

function encoded(path: string): string {
  return path.split('/').map(encodeURIComponent).join('/');
}
