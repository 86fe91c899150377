import { giteaOpening, type Hosts } from '../hosts';
import { openPullRequestAction } from './openPullRequestAction';
import { giteaExamples } from './release.examples';

/** `fleet:gitea:pull-request`: what changes, as a pull request on Gitea. */
export function createGiteaPullRequestAction(hosts: Hosts) {
  return openPullRequestAction(hosts, {
    id: 'fleet:gitea:pull-request',
    description:
      'Opens a pull request of what changes on Gitea (1.20 and later) or Forgejo, with the credentials of the integration, or finds the one that the branch has. A branch that is there is never overwritten.',
    examples: giteaExamples,
    opening: giteaOpening,
    repoUrl: 'gitea.example?owner=platform&repo=config',
  });
}
