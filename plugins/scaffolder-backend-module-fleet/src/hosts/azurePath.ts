/** The version of the interface of Azure DevOps that is asked for. */
export const AZURE_VERSION = '7.1';

/**
 * Where the interface of a repository is
 * (https://learn.microsoft.com/en-us/rest/api/azure/devops/git/).
 *
 * @param owner - `organization/project`
 */
export function azurePath(owner: string, repo: string): string {
  return `/${owner
    .split('/')
    .map(encodeURIComponent)
    .join('/')}/_apis/git/repositories/${encodeURIComponent(repo)}`;
}
