import { defineResourceType } from '../../../api/resourceTypes';
import type { KubernetesObject } from '../../../types';

export const TEMPLATES_GROUP = 'templates.gatekeeper.sh';
export const CONSTRAINTS_GROUP = 'constraints.gatekeeper.sh';
export const CONFIG_GROUP = 'config.gatekeeper.sh';

/** What Gatekeeper brings; the kinds of constraints come from its templates. */
export const GATEKEEPER_TYPES = [
  {
    group: TEMPLATES_GROUP,
    version: 'v1',
    kind: 'ConstraintTemplate',
    namespaced: false,
  },
  { group: CONFIG_GROUP, version: 'v1alpha1', kind: 'Config' },
].map(input => defineResourceType({ custom: true, ...input }));

/** What a template makes. */
export function constraintType(kind: string) {
  return defineResourceType({
    group: CONSTRAINTS_GROUP,
    version: 'v1beta1',
    kind,
    plural: kind.toLowerCase(),
    namespaced: false,
    custom: true,
  });
}

export type ConstraintTemplate = KubernetesObject & {
  spec: { crd: { spec: { names: { kind: string } } }; targets: object[] };
  status?: { created: boolean; byPod: object[] };
};

export type Violation = {
  group: string;
  version: string;
  kind: string;
  namespace?: string;
  name: string;
  message: string;
  enforcementAction: string;
};

export type Constraint = KubernetesObject & {
  spec: {
    enforcementAction?: string;
    match?: { excludedNamespaces?: string[] };
  };
  status?: {
    auditTimestamp?: string;
    totalViolations?: number;
    violations?: Violation[];
    byPod: object[];
  };
};
