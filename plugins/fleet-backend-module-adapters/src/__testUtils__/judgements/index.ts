import { argocdJudgements } from './argocd';
import { coreJudgements } from './core';
import { fluxJudgements } from './flux';
import type { Judgements } from './Judgements';

export { holds, type Judgements } from './Judgements';

/** Stands in place of a verdict where upstream gives none. */
export const NO_VERDICT = '(none)';

/** The systems whose samples are read. */
export const JUDGEMENTS: Judgements[] = [
  coreJudgements,
  argocdJudgements,
  fluxJudgements,
];
