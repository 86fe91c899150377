import { defineResourceType } from '../../../api/resourceTypes';
import type { Condition, KubernetesObject } from '../../../types';

export const POLICIES_GROUP = 'kyverno.io';
export const EXPRESSIONS_GROUP = 'policies.kyverno.io';
export const REPORTS_GROUP = 'wgpolicyk8s.io';

/** What Kyverno brings, the reports that it writes included. */
export const KYVERNO_TYPES = [
  {
    group: POLICIES_GROUP,
    version: 'v1',
    kind: 'ClusterPolicy',
    namespaced: false,
    shortNames: ['cpol'],
  },
  { group: POLICIES_GROUP, version: 'v1', kind: 'Policy' },
  {
    group: POLICIES_GROUP,
    version: 'v2',
    kind: 'PolicyException',
    shortNames: ['polex'],
    statusSubresource: false,
  },
  {
    group: EXPRESSIONS_GROUP,
    version: 'v1',
    kind: 'ValidatingPolicy',
    namespaced: false,
    shortNames: ['vpol'],
  },
  {
    group: REPORTS_GROUP,
    version: 'v1alpha2',
    kind: 'PolicyReport',
    shortNames: ['polr'],
    statusSubresource: false,
  },
  {
    group: REPORTS_GROUP,
    version: 'v1alpha2',
    kind: 'ClusterPolicyReport',
    namespaced: false,
    shortNames: ['cpolr'],
    statusSubresource: false,
  },
].map(input => defineResourceType({ custom: true, ...input }));

export type ReportedWord = 'pass' | 'fail' | 'warn' | 'error' | 'skip';

export type ReportResult = {
  source: string;
  policy: string;
  rule?: string;
  result: ReportedWord;
  scored: boolean;
  severity?: string;
  category?: string;
  message: string;
  properties?: Record<string, string>;
  timestamp: { seconds: number; nanos: number };
};

export type PolicyReport = KubernetesObject & {
  scope: {
    apiVersion: string;
    kind: string;
    namespace?: string;
    name: string;
    uid?: string;
  };
  results: ReportResult[];
  summary: Record<ReportedWord, number>;
};

export type PolicyObject = KubernetesObject & {
  spec: Record<string, unknown>;
  status?: { conditions?: Condition[]; [field: string]: unknown };
};
