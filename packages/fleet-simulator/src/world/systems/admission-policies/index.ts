import type { WorldSystemDefinition } from '../WorldSystem';
import { AdmissionPolicies } from './AdmissionPolicies';

/** Policies of the API server itself: every cluster serves the kinds, some have objects. */
export const admissionPoliciesSystem: WorldSystemDefinition = {
  id: 'admission-policies',
  types: [],
  namespaces: [],
  create: context => new AdmissionPolicies(context),
};
