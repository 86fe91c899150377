import {
  defineAdapter,
  defineWatch,
} from '@fleetview/backstage-plugin-fleet-node';
import { mapValidatingAdmissionPolicy } from './mapValidatingAdmissionPolicy';
import { mapValidatingAdmissionPolicyBinding } from './mapValidatingAdmissionPolicyBinding';
import { bindingSchema, policySchema } from './schema';

export const admissionPoliciesAdapter = defineAdapter({
  id: 'admission-policies',
  title: 'Admission policies',
  homepage:
    'https://kubernetes.io/docs/reference/access-authn-authz/validating-admission-policy/',
  watches: [
    defineWatch({
      group: 'admissionregistration.k8s.io',
      versions: ['v1', 'v1beta1', 'v1alpha1'],
      kind: 'ValidatingAdmissionPolicy',
      plural: 'validatingadmissionpolicies',
      namespaced: false,
      facts: ['policy'],
      reads:
        'what it looks at, the messages of its validations, and whether its expressions were checked',
      schema: policySchema,
      map: mapValidatingAdmissionPolicy,
    }),
    defineWatch({
      group: 'admissionregistration.k8s.io',
      versions: ['v1', 'v1beta1', 'v1alpha1'],
      kind: 'ValidatingAdmissionPolicyBinding',
      plural: 'validatingadmissionpolicybindings',
      namespaced: false,
      facts: ['policy'],
      reads: 'the policy that it binds, what is done about what breaks it, and where',
      schema: bindingSchema,
      map: mapValidatingAdmissionPolicyBinding,
    }),
  ],
});
