import type { Fact } from '@fleetview/backstage-plugin-fleet-common';
import { complianceOf } from '../policyCompliance';
import type { Judgements } from './Judgements';

/** The phase of the rollout; upstream judges that, and no health. */
function phaseOf(fact: Fact): string | undefined {
  return fact.type === 'delivery' ? fact.operation?.phase : undefined;
}

function isApplied(fact: Fact): boolean {
  return fact.type === 'delivery' && fact.sync === 'synced';
}

export const ocmJudgements: Judgements = {
  system: 'ocm',
  samplesAtLeast: 130,
  words: {
    'ocm-rollout-status': {
      // Not begun, or not even applied.
      ToApply: fact =>
        phaseOf(fact) === undefined ||
        (phaseOf(fact) === 'failed' && !isApplied(fact)),
      Progressing: fact => phaseOf(fact) === 'running',
      Failed: fact => phaseOf(fact) === 'failed' && isApplied(fact),
      Succeeded: fact => phaseOf(fact) === 'succeeded',
    },
    // Of policies, which it calls healthy when they are kept.
    'argocd-health': {
      Healthy: { all: facts => complianceOf(facts) === 'compliant' },
      Degraded: { all: facts => complianceOf(facts) === 'non-compliant' },
      Progressing: {
        all: facts => [undefined, 'unknown'].includes(complianceOf(facts)),
      },
    },
  },
  differences: Object.fromEntries(
    Object.entries({
      'Policy/testdata/disabled_root':
        'A disabled policy is suspended, not kept.',
      'Policy/testdata/healthy_with_placement_empty_compliant':
        'It is placed on no cluster: the worst of nothing is unknown.',
    }).map(([sample, reason]) => [
      `argocd-health ocm/samples/argocd-oracle/policy.open-cluster-management.io__${sample}.yaml`,
      reason,
    ]),
  ),
  // Pages of documentation whose specification is an ellipsis.
  malformed: [
    'ocm/samples/doc-examples/concepts-cluster-inventory-clusterclaim__L160.yaml: spec: Invalid input: expected object, received string',
    'ocm/samples/doc-examples/concepts-work-distribution-manifestwork__L180.yaml: spec: Invalid input: expected object, received string',
    'ocm/samples/doc-examples/concepts-work-distribution-manifestwork__L54.yaml: spec: Invalid input: expected object, received string',
    'ocm/samples/doc-examples/docs-scenarios-extending-managed-clusters__L89.yaml: spec: Invalid input: expected object, received string',
  ],
};
