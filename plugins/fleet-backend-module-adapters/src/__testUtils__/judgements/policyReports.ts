import type { Judgements } from './Judgements';

/** Upstream states no verdicts: what a report says is what its results say. */
export const policyReportJudgements: Judgements = {
  system: 'policyreport',
  samplesAtLeast: 15,
  words: {},
  differences: {},
  malformed: [],
};

const SERVED_AS: Record<string, string> = {
  PolicyReport: 'Report',
  ClusterPolicyReport: 'ClusterReport',
};

/** Upstream's samples have the kinds' names of the group before; none is served by them. */
export const openReportsJudgements: Judgements = {
  system: 'openreports',
  samplesAtLeast: 4,
  words: {},
  differences: {},
  malformed: [],
  supplement: (_, object) => ({
    ...object,
    kind: SERVED_AS[String(object.kind)] ?? object.kind,
  }),
};
