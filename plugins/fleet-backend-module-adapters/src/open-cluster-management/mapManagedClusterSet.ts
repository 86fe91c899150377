import type { PlacementFact } from '@fleetview/backstage-plugin-fleet-common';
import {
  BEING_DELETED,
  type Condition,
  conditionOf,
  describeCondition,
  factBase,
  joinDefined,
  type MapContext,
  type Mapped,
  type Verdict,
} from '@fleetview/backstage-plugin-fleet-node';
import { lastTransition, nameIn, readObject } from './readObject';
import type { ManagedClusterSetObject } from './schema';

const SELECTED = /^(\d{1,9}) ManagedClusters selected$/;

function verdictOf(
  { metadata }: ManagedClusterSetObject,
  empty: Condition | undefined,
): Verdict {
  if (metadata.deletionTimestamp !== undefined) return BEING_DELETED;
  if (empty?.status === 'False') return { health: 'healthy' };
  if (empty?.status === 'True') {
    // A set may well be empty; but of nothing nothing is known to be good.
    return { health: 'unknown', message: describeCondition(empty) };
  }
  return {
    health: 'unknown',
    message: empty ? describeCondition(empty) : 'no status',
  };
}

/** The number stands in a message only; of another wording nothing is made. */
function countOf(empty: Condition | undefined): number | undefined {
  if (empty?.status === 'True') return 0;
  const [, digits] = SELECTED.exec(empty?.message ?? '') ?? [];
  return digits === undefined ? undefined : Number(digits);
}

/** Which clusters are in a set, their own `sets` say: the set only counts them. */
export function mapManagedClusterSet(
  set: ManagedClusterSetObject,
  context: MapContext,
): Mapped {
  const empty = conditionOf(set.status?.conditions, 'ClusterSetEmpty');
  const selector = nameIn(set.spec?.clusterSelector?.selectorType);
  const fact: PlacementFact = joinDefined(
    factBase(context, set.metadata, {
      subject: { type: 'none' },
      changedAt: lastTransition(set.status?.conditions),
    }),
    { type: 'placement' },
    readObject(context, verdictOf(set, empty)),
    {
      generators: selector ? [selector] : [],
      strategy: 'all-at-once',
      steps: [],
      deliveries: [],
      total: 0,
      clustersTotal: countOf(empty),
    },
  );
  return { facts: [fact] };
}
