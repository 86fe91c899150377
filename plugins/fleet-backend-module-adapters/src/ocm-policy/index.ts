import {
  type AdapterWatch,
  defineAdapter,
  defineWatch,
} from '@fleetview/backstage-plugin-fleet-node';
import { mapCertificatePolicy } from './mapCertificatePolicy';
import { mapConfigurationPolicy } from './mapConfigurationPolicy';
import { mapOperatorPolicy } from './mapOperatorPolicy';
import { mapPlacementBinding } from './mapPlacementBinding';
import { mapPolicy } from './mapPolicy';
import { mapPolicySet } from './mapPolicySet';
import { ENGINE } from './readObject';
import {
  certificatePolicySchema,
  configurationPolicySchema,
  operatorPolicySchema,
  placementBindingSchema,
  policySchema,
  policySetSchema,
} from './schema';

const GROUP = 'policy.open-cluster-management.io';

const hubWatches: AdapterWatch[] = [
  defineWatch({
    group: GROUP,
    versions: ['v1'],
    kind: 'Policy',
    plural: 'policies',
    namespaced: true,
    facts: ['policy', 'finding'],
    reads:
      'standards, templates and the clusters that it is placed on; of the copy for one cluster, what each template finds there',
    schema: policySchema,
    map: mapPolicy,
  }),
  defineWatch({
    group: GROUP,
    versions: ['v1beta1'],
    kind: 'PolicySet',
    plural: 'policysets',
    namespaced: true,
    facts: ['policy', 'exception'],
    reads: 'its policies, what places them, and clusters that are left out',
    schema: policySetSchema,
    map: mapPolicySet,
  }),
  defineWatch({
    group: GROUP,
    versions: ['v1'],
    kind: 'PlacementBinding',
    plural: 'placementbindings',
    namespaced: true,
    facts: ['policy'],
    reads: 'the placement and the policies that it ties together',
    schema: placementBindingSchema,
    map: mapPlacementBinding,
  }),
];

const memberWatches: AdapterWatch[] = [
  defineWatch({
    group: GROUP,
    versions: ['v1'],
    kind: 'ConfigurationPolicy',
    plural: 'configurationpolicies',
    namespaced: true,
    // It says with each evaluation when that was.
    coalesceMs: 300_000,
    facts: ['policy', 'finding'],
    reads: 'whether it is kept, and the newest message',
    schema: configurationPolicySchema,
    map: mapConfigurationPolicy,
  }),
  defineWatch({
    group: GROUP,
    versions: ['v1'],
    kind: 'CertificatePolicy',
    plural: 'certificatepolicies',
    namespaced: true,
    facts: ['policy', 'finding'],
    reads: 'whether certificates keep it, and which do not',
    schema: certificatePolicySchema,
    map: mapCertificatePolicy,
  }),
  defineWatch({
    group: GROUP,
    versions: ['v1beta1'],
    kind: 'OperatorPolicy',
    plural: 'operatorpolicies',
    namespaced: true,
    facts: ['policy', 'finding'],
    reads: 'whether an operator is as it should be',
    schema: operatorPolicySchema,
    map: mapOperatorPolicy,
  }),
];

export const ocmPolicyAdapter = defineAdapter({
  id: ENGINE,
  title: 'Open Cluster Management policies',
  homepage:
    'https://open-cluster-management.io/docs/getting-started/integration/policy-controllers/policy-framework/',
  watches: [...hubWatches, ...memberWatches],
});
