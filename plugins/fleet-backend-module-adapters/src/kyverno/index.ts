import {
  type AdapterWatch,
  defineAdapter,
  defineWatch,
  type MapContext,
  type Mapped,
} from '@fleetview/backstage-plugin-fleet-node';
import { mapClusterPolicy } from './mapClusterPolicy';
import { mapDeletingPolicy } from './mapDeletingPolicy';
import { mapGeneratingPolicy } from './mapGeneratingPolicy';
import { mapImageValidatingPolicy } from './mapImageValidatingPolicy';
import { mapMutatingPolicy } from './mapMutatingPolicy';
import { mapNamespacedDeletingPolicy } from './mapNamespacedDeletingPolicy';
import { mapNamespacedGeneratingPolicy } from './mapNamespacedGeneratingPolicy';
import { mapNamespacedImageValidatingPolicy } from './mapNamespacedImageValidatingPolicy';
import { mapNamespacedMutatingPolicy } from './mapNamespacedMutatingPolicy';
import { mapNamespacedValidatingPolicy } from './mapNamespacedValidatingPolicy';
import { mapPolicy } from './mapPolicy';
import { mapPolicyException } from './mapPolicyException';
import { mapValidatingPolicy } from './mapValidatingPolicy';
import { ENGINE } from './readMetadata';
import {
  type ExpressionPolicyObject,
  expressionPolicySchema,
  policyExceptionSchema,
  policySchema,
} from './schema';

const POLICIES = 'kyverno.io';
const EXPRESSIONS = 'policies.kyverno.io';

/** A kind of policy that is written in expressions: all are read alike. */
function watchExpressions(
  kind: string,
  plural: string,
  reads: string,
  map: (policy: ExpressionPolicyObject, context: MapContext) => Mapped,
): AdapterWatch {
  const namespaced = kind.startsWith('Namespaced');
  return defineWatch({
    group: EXPRESSIONS,
    versions: ['v1', 'v1beta1', 'v1alpha1'],
    kind,
    plural,
    namespaced,
    facts: ['policy'],
    reads,
    schema: expressionPolicySchema,
    map,
  });
}

const expressionWatches: AdapterWatch[] = [
  watchExpressions(
    'ValidatingPolicy',
    'validatingpolicies',
    'actions, and whether it works',
    mapValidatingPolicy,
  ),
  watchExpressions(
    'NamespacedValidatingPolicy',
    'namespacedvalidatingpolicies',
    'the same, of one namespace',
    mapNamespacedValidatingPolicy,
  ),
  watchExpressions(
    'ImageValidatingPolicy',
    'imagevalidatingpolicies',
    'actions, and whether it works',
    mapImageValidatingPolicy,
  ),
  watchExpressions(
    'NamespacedImageValidatingPolicy',
    'namespacedimagevalidatingpolicies',
    'the same, of one namespace',
    mapNamespacedImageValidatingPolicy,
  ),
  watchExpressions(
    'MutatingPolicy',
    'mutatingpolicies',
    'whether it works',
    mapMutatingPolicy,
  ),
  watchExpressions(
    'NamespacedMutatingPolicy',
    'namespacedmutatingpolicies',
    'the same, of one namespace',
    mapNamespacedMutatingPolicy,
  ),
  watchExpressions(
    'GeneratingPolicy',
    'generatingpolicies',
    'whether it works',
    mapGeneratingPolicy,
  ),
  watchExpressions(
    'NamespacedGeneratingPolicy',
    'namespacedgeneratingpolicies',
    'the same, of one namespace',
    mapNamespacedGeneratingPolicy,
  ),
  watchExpressions(
    'DeletingPolicy',
    'deletingpolicies',
    'whether it works, and when it last ran',
    mapDeletingPolicy,
  ),
  watchExpressions(
    'NamespacedDeletingPolicy',
    'namespaceddeletingpolicies',
    'the same, of one namespace',
    mapNamespacedDeletingPolicy,
  ),
];

const exceptionWatches: AdapterWatch[] = [
  defineWatch({
    group: POLICIES,
    versions: ['v2', 'v2beta1', 'v2alpha1'],
    kind: 'PolicyException',
    plural: 'policyexceptions',
    namespaced: true,
    facts: ['exception'],
    reads: 'policies and rules, what it exempts, and until when',
    schema: policyExceptionSchema,
    map: mapPolicyException,
  }),
  defineWatch({
    group: EXPRESSIONS,
    versions: ['v1', 'v1beta1', 'v1alpha1'],
    kind: 'PolicyException',
    plural: 'policyexceptions',
    namespaced: true,
    facts: ['exception'],
    reads: 'the same of policies in expressions, with reason and approvers',
    schema: policyExceptionSchema,
    map: mapPolicyException,
  }),
];

export const kyvernoAdapter = defineAdapter({
  id: ENGINE,
  title: 'Kyverno',
  homepage: 'https://kyverno.io',
  watches: [
    defineWatch({
      group: POLICIES,
      versions: ['v1', 'v2beta1'],
      kind: 'ClusterPolicy',
      plural: 'clusterpolicies',
      namespaced: false,
      facts: ['policy'],
      reads: 'rules, what they do, and whether the policy works',
      schema: policySchema,
      map: mapClusterPolicy,
    }),
    defineWatch({
      group: POLICIES,
      versions: ['v1', 'v2beta1'],
      kind: 'Policy',
      plural: 'policies',
      namespaced: true,
      facts: ['policy'],
      reads: 'the same, of one namespace',
      schema: policySchema,
      map: mapPolicy,
    }),
    ...expressionWatches,
    ...exceptionWatches,
  ],
});
