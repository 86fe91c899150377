import { azureOpening, type Hosts } from '../hosts';
import { openPullRequestAction } from './openPullRequestAction';
import { azureExamples } from './release.examples';

/** `fleet:azure:pull-request`: what changes, as a pull request on Azure DevOps. */
export function createAzurePullRequestAction(hosts: Hosts) {
  return openPullRequestAction(hosts, {
    id: 'fleet:azure:pull-request',
    description:
      'Opens a pull request of what changes on Azure DevOps, with the credentials of the integration, or finds the one that the branch has. A branch that is there is never overwritten.',
    examples: azureExamples,
    opening: azureOpening,
    repoUrl: 'dev.azure.com?organization=shop&project=platform&repo=config',
  });
}
