import {
  alertsGate,
  approvalGate,
  capacityGate,
  costGate,
  driftGate,
  freezeGate,
  healthGate,
  policyGate,
  preflightGate,
  standingApprovals,
  upstreamStageGate,
  type Gate,
  type GateFact,
  type GateKind,
  type PlanBinding,
  type PlannedItem,
  type PromotionApproval,
  type Release,
  type StagedClusters,
} from '@fleetview/backstage-plugin-fleet-common';
import { preflightFacts } from '../preflight/preflightFacts';
import { PREFLIGHT_FRESH_MS } from '../preflight/PromotionPreflight';
import type { PromotionWorld } from '../PromotionWorld';
import { COUNTS_FOR_MS, type GateContext } from './factsOf';
import { freezeFacts } from './freezeFacts';
import { healthFacts } from './healthFacts';
import { readAlertFacts } from './readAlertFacts';
import { readCapacityFacts } from './readCapacityFacts';
import { readCostFact } from './readCostFact';
import { readDriftFacts } from './readDriftFacts';
import { readPolicyFacts } from './readPolicyFacts';
import { readUpstream } from './readUpstream';

/** Whoever sees a part of the fleet is told no findings, costs or room of all of it. */
const SEEN_IN_PART =
  'it goes by more than you may see; it is judged once the promotion is asked for';

/** What gates of a wave are judged for. */
export type Judging = PromotionWorld &
  GateContext & {
    /** Of the whole plan. */
    items: readonly PlannedItem[];
    /** Ids of the clusters of this wave, and of those after it that change. */
    ahead: readonly string[];
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
      return alertsGate(over(await readAlertFacts(knex, judging)));
    case 'capacity':
      return capacityGate(
        over(
          judging.view
            ? unknownOf(judging, SEEN_IN_PART)
            : await readCapacityFacts(knex, judging),
        ),
      );
    case 'preflight':
      return preflightGate(
        {
          // Nothing moves to the first before the last was asked.
          ...over(
            preflightFacts(judging, { ...judging, targets: judging.ahead }),
          ),
          targets: judging.ahead,
          // Nobody keeps it current: it is as old as it was asked for.
          freshForMs: PREFLIGHT_FRESH_MS,
        },
        judging.config.preflightChecks,
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
