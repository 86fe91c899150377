import {
  boundedName,
  type DeliveryFact,
} from '@fleetview/backstage-plugin-fleet-common';
import {
  BEING_DELETED,
  factBase,
  joinDefined,
  type MapContext,
  type Mapped,
  type Verdict,
  withoutUndefined,
} from '@fleetview/backstage-plugin-fleet-node';
import { readObject, readResource } from './readObject';
import type { AppliedWorkObject } from './schema';

function verdictOf({ metadata, status }: AppliedWorkObject): Verdict {
  if (metadata.deletionTimestamp !== undefined) return BEING_DELETED;
  return {
    health: 'unknown',
    message: status ? 'applied; how it runs is not told' : 'no status',
  };
}

/**
 * What an agent has applied on its own cluster. It lists what is there and does not
 * say of which generation of the Work, so that sync stays unknown.
 */
export function mapAppliedWork(
  work: AppliedWorkObject,
  context: MapContext,
): Mapped {
  const { metadata, spec, status } = work;
  const fact: DeliveryFact = joinDefined(
    factBase(context, metadata),
    { type: 'delivery' },
    readObject(context, verdictOf(work)),
    {
      sync: 'unknown',
      suspended: false,
      sources: [],
      images: [],
      parent: spec?.workName
        ? withoutUndefined({
            kind: 'Work',
            namespace: spec.workNamespace
              ? boundedName(spec.workNamespace)
              : undefined,
            name: boundedName(spec.workName),
          })
        : undefined,
      history: [],
      heartbeat: { state: 'current' },
      brings: {
        resources: (status?.appliedResources.items ?? []).map(readResource),
        total: status?.appliedResources.total ?? 0,
      },
    },
  );
  return { facts: [fact] };
}
