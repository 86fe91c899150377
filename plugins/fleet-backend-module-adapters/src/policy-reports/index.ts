import {
  defineAdapter,
  defineWatch,
} from '@fleetview/backstage-plugin-fleet-node';
import { mapClusterPolicyReport } from './mapClusterPolicyReport';
import { mapClusterReport } from './mapClusterReport';
import { mapPolicyReport } from './mapPolicyReport';
import { mapReport } from './mapReport';
import { reportSchema } from './schema';

const WORKING_GROUP = 'wgpolicyk8s.io';
const OPEN_REPORTS = 'openreports.io';

export const policyReportsAdapter = defineAdapter({
  id: 'policy-reports',
  title: 'Policy reports',
  homepage: 'https://openreports.io',
  watches: [
    defineWatch({
      group: WORKING_GROUP,
      versions: ['v1beta1', 'v1alpha2', 'v1alpha1'],
      kind: 'PolicyReport',
      plural: 'policyreports',
      namespaced: true,
      facts: ['finding'],
      reads: 'the result of each rule on each resource of a namespace',
      schema: reportSchema,
      map: mapPolicyReport,
    }),
    defineWatch({
      group: WORKING_GROUP,
      versions: ['v1beta1', 'v1alpha2', 'v1alpha1'],
      kind: 'ClusterPolicyReport',
      plural: 'clusterpolicyreports',
      namespaced: false,
      facts: ['finding'],
      reads: 'the result of each rule on each resource that is in no namespace',
      schema: reportSchema,
      map: mapClusterPolicyReport,
    }),
    defineWatch({
      group: OPEN_REPORTS,
      versions: ['v1alpha1'],
      kind: 'Report',
      plural: 'reports',
      namespaced: true,
      facts: ['finding'],
      reads: 'the result of each rule on each resource of a namespace',
      schema: reportSchema,
      map: mapReport,
    }),
    defineWatch({
      group: OPEN_REPORTS,
      versions: ['v1alpha1'],
      kind: 'ClusterReport',
      plural: 'clusterreports',
      namespaced: false,
      facts: ['finding'],
      reads: 'the result of each rule on each resource that is in no namespace',
      schema: reportSchema,
      map: mapClusterReport,
    }),
  ],
});
