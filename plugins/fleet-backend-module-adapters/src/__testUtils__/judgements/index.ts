import { argocdJudgements } from './argocd';
import { capiJudgements } from './capi';
import { coreJudgements } from './core';
import { fluxJudgements } from './flux';
import { argoRolloutsJudgements } from './argoRollouts';
import { leaseJudgements } from './lease';
import type { Judgements } from './Judgements';
import { gatekeeperJudgements } from './gatekeeper';
import { kyvernoJudgements } from './kyverno';
import { mcsApiJudgements } from './mcsApi';
import { ocmPolicyJudgements } from './ocmPolicy';
import { ocmJudgements } from './ocm';
import { openReportsJudgements, policyReportJudgements } from './policyReports';
import { sigMulticlusterJudgements } from './sigMulticluster';
import { trivyJudgements } from './trivy';
import { vapJudgements } from './vap';

export { holds, type Judgements } from './Judgements';

/** Stands in place of a verdict where upstream gives none. */
export const NO_VERDICT = '(none)';

/** The systems whose samples are read. */
export const JUDGEMENTS: Judgements[] = [
  coreJudgements,
  leaseJudgements,
  argoRolloutsJudgements,
  argocdJudgements,
  fluxJudgements,
  ocmJudgements,
  sigMulticlusterJudgements,
  mcsApiJudgements,
  capiJudgements,
  policyReportJudgements,
  openReportsJudgements,
  kyvernoJudgements,
  gatekeeperJudgements,
  ocmPolicyJudgements,
  vapJudgements,
  trivyJudgements,
];
