import type { RepositoryAddress } from './readAddress';

const SHELL = 'ssh.dev.azure.com';

/**
 * The address of a repository of Azure DevOps as `organization/project/_git/repository`,
 * whichever way it was told: over SSH it has another host, and one that is called as its
 * project may be told without that. Any other address stays as it is.
 */
export function azureAddress(address: RepositoryAddress): RepositoryAddress {
  const steps = address.path.split('/');
  if (address.host === SHELL && steps[0] === 'v3' && steps.length === 4) {
    const [, organization, project, repository] = steps;
    const path = `${organization}/${project}/_git/${repository}`;
    const host = 'dev.azure.com';
    return { host, path, url: `https://${host}/${path}` };
  }
  const [organization, git, repository] = steps;
  return git === '_git' && steps.length === 3
    ? { ...address, path: `${organization}/${repository}/_git/${repository}` }
    : address;
}
