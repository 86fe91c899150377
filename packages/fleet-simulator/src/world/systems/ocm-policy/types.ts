import { defineResourceType } from '../../../api/resourceTypes';
import type { KubernetesObject } from '../../../types';

export const POLICY_GROUP = 'policy.open-cluster-management.io';
export const POLICY_API = `${POLICY_GROUP}/v1`;

/** What the policy framework brings, on a hub and on its clusters. */
export const OCM_POLICY_TYPES = [
  { version: 'v1', kind: 'Policy', shortNames: ['plc'] },
  { version: 'v1beta1', kind: 'PolicySet', shortNames: ['plcset'] },
  { version: 'v1', kind: 'PlacementBinding', shortNames: ['pb'] },
  { version: 'v1', kind: 'ConfigurationPolicy' },
].map(input =>
  defineResourceType({ group: POLICY_GROUP, custom: true, ...input }),
);

export type Word = 'Compliant' | 'NonCompliant' | 'Pending';

export type ConfigurationPolicy = KubernetesObject & {
  spec: {
    remediationAction: string;
    severity: string;
    'object-templates': {
      complianceType: 'musthave' | 'mustnothave';
      objectDefinition: KubernetesObject;
    }[];
  };
  status?: {
    compliant: Word;
    lastEvaluated: string;
    lastEvaluatedGeneration?: number;
    compliancyDetails: object[];
    relatedObjects: object[];
  };
};

export type Detail = {
  templateMeta: { name: string; creationTimestamp: null };
  compliant?: Word;
  history: { eventName: string; lastTimestamp: string; message: string }[];
};

export type Policy = KubernetesObject & {
  spec: {
    disabled: boolean;
    remediationAction: string;
    'policy-templates': { objectDefinition: ConfigurationPolicy }[];
  };
  status?: {
    compliant?: Word;
    placement?: object[];
    status?: {
      clustername: string;
      clusternamespace: string;
      compliant?: Word;
    }[];
    details?: Detail[];
  };
};
