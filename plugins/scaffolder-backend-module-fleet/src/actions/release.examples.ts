import type { TemplateExample } from '@backstage/plugin-scaffolder-node';
import { stringify } from 'yaml';

const PROMOTION = '0a1b2c3d-0000-4000-8000-000000000002';
const PART = { promotion: PROMOTION, wave: 'production/first' };

function example(
  description: string,
  id: string,
  action: string,
  input: object,
): TemplateExample {
  return {
    description,
    example: stringify({ steps: [{ id, action, input }] }),
  };
}

const STAGES = {
  component: 'component:default/checkout',
  from: 'staging',
  to: 'production',
};

export const releasePlanExamples = [
  example(
    'Says what would be promoted, and fails where it is not to be.',
    'plan',
    'fleet:release:plan',
    STAGES,
  ),
  example('Only says it, whatever holds it up.', 'plan', 'fleet:release:plan', {
    ...STAGES,
    allowHeld: true,
  }),
];

export const releaseRequestExamples = [
  example(
    'Asks for what runs in staging to be promoted.',
    'request',
    'fleet:release:request',
    { ...STAGES, reason: 'The sale begins on Friday.' },
  ),
];

export const releaseRequestRollbackExamples = [
  example(
    'Has a promotion taken back.',
    'request',
    'fleet:release:request-rollback',
    { promotion: PROMOTION, reason: 'Orders fail since then.' },
  ),
];

export const releaseLocateExamples = [
  example(
    'Says where the first wave is configured.',
    'where',
    'fleet:release:locate',
    { ...PART, direction: 'promote' },
  ),
];

export const releasePromoteExamples = [
  example(
    'Has the files of the first wave say the release.',
    'promote',
    'fleet:release:promote',
    PART,
  ),
];

export const releaseRollbackExamples = [
  example(
    'Has the files of the first wave say what ran before, in one of several repositories.',
    'rollback',
    'fleet:release:rollback',
    { ...PART, releaseRepository: 'https://git.example/platform/config.git' },
  ),
];

export const releaseNoteExamples = [
  example('Tells the fleet of a pull request.', 'note', 'fleet:release:note', {
    ...PART,
    direction: 'promote',
    reference: 'https://git.example/platform/config/pulls/17',
  }),
];

export const findExamples = [
  example(
    'Looks for the pull request of a branch.',
    'find',
    'fleet:git:find-pull-request',
    {
      repoUrl: 'github.com?owner=platform&repo=config',
      branch: 'fleet/promote-checkout-production-first-0a1b2c3d',
      base: 'main',
    },
  ),
];

export const giteaExamples = [
  example(
    "Opens a pull request of what is in the folder 'changes'.",
    'publish',
    'fleet:gitea:pull-request',
    {
      repoUrl: 'gitea.example?owner=platform&repo=config',
      targetBranchName: 'main',
      branchName: 'fleet/promote-checkout-production-first-0a1b2c3d',
      title: 'Promote checkout 1.1 to production/first',
      description: 'This brings what runs in staging to production.',
    },
  ),
];

export const azureExamples = [
  example(
    "Opens a pull request of what is in the folder 'changes'.",
    'publish',
    'fleet:azure:pull-request',
    {
      repoUrl: 'dev.azure.com?organization=shop&project=platform&repo=config',
      targetBranchName: 'main',
      branchName: 'fleet/promote-checkout-production-first-0a1b2c3d',
      title: 'Promote checkout 1.1 to production/first',
      description: 'This brings what runs in staging to production.',
    },
  ),
];

export const locateExamples = [
  example('Says where a folder is read.', 'where', 'fleet:git:locate', {
    repoUrl: 'github.com?owner=platform&repo=config',
    kind: 'github',
    base: 'main',
    path: 'clusters/prod',
  }),
];
