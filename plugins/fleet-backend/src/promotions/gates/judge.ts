import {
  alertsGate,
  approvalGate,
  capacityGate,
  costGate,
  driftGate,
  freezeGate,
  healthGate,
  policyGate,
  standingApprovals,
  upstreamStageGate,
  type Gate,
  type GateFact,
  type GateKind,
  type PlanBinding,
  type PromotionApproval,
  type Release,
  type StagedClusters,
} from '@fleetview/backstage-plugin-fleet-common';
import type { Knex } from 'knex';
import { COUNTS_FOR_MS, type GateContext } from './factsOf';
import { freezeFacts } from './freezeFacts';
import { healthFacts } from './healthFacts';
import { readCostFact, type CostBasis } from './readCostFact';
import { readDriftFacts } from './readDriftFacts';
import { readPolicyFacts } from './readPolicyFacts';
import { readUpstream } from './readUpstream';

/** Whoever sees a part of the fleet is told neither findings nor costs of all of it. */
const SEEN_IN_PART =
  'it goes by more than you may see; it is judged once the promotion is asked for';

/** What gates of a wave are judged for. */
export type Judging = GateContext & {
  knex: Knex;
  release: Release;
  staged: StagedClusters;
  after: readonly string[];
  /** Why it is not known which clusters are in which stage; absent where it is. */
  stagesUnknown?: string;
  required: readonly GateKind[];
  binding: PlanBinding;
  approvals: readonly PromotionApproval[];
  approvalsNeeded: number;
  authors: readonly string[];
  cost: CostBasis;
};

/** The gates that have to be open before a wave, as they are now. */
export async function judge(judging: Judging): Promise<Gate[]> {
  const gates: Gate[] = [];
  for (const kind of judging.required) {
    gates.push(await judgeOne(kind, judging));
  }
  return gates;
}

async function judgeOne(kind: GateKind, judging: Judging): Promise<Gate> {
  const { knex, now, targets } = judging;
  const time = { at: now, freshForMs: COUNTS_FOR_MS };
  const over = <T>(facts: ReadonlyMap<string, GateFact<T>>) => ({
    ...time,
    targets,
    facts,
  });
  switch (kind) {
    case 'upstream-stage':
      return upstreamStageGate({
        ...time,
        stages: await readUpstream(knex, judging),
      });
    case 'health':
      return healthGate(over(healthFacts(judging)));
    case 'drift-free':
      return driftGate(over(await readDriftFacts(knex, judging)));
    case 'freeze':
      return freezeGate(over(freezeFacts(judging)));
    case 'policy':
      return policyGate(
        over(
          judging.view
            ? unknownOf(judging, SEEN_IN_PART)
            : await readPolicyFacts(knex, judging),
        ),
      );
    case 'cost-change':
      return costGate({
        ...time,
        fact: judging.view
          ? { unknown: SEEN_IN_PART }
          : await readCostFact(judging),
      });
    case 'alerts':
      return alertsGate(over(unknownOf(judging, 'no alerts are read')));
    case 'capacity':
      return capacityGate(
        over(unknownOf(judging, 'what is free on it is not read')),
      );
    case 'approval':
      return approvalGate(
        standingApprovals({
          binding: judging.binding,
          approvals: judging.approvals,
          needed: judging.approvalsNeeded,
          authors: judging.authors,
          at: now,
        }),
      );
    default:
      throw new Error(`there is no gate ${String(kind)}`);
  }
}

function unknownOf(
  { targets }: Pick<GateContext, 'targets'>,
  why: string,
): ReadonlyMap<string, GateFact<never>> {
  return new Map(targets.map(cluster => [cluster, { unknown: why }]));
}
