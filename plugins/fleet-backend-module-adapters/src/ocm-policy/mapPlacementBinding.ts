import {
  boundedName,
  type PolicyFact,
} from '@fleetview/backstage-plugin-fleet-common';
import {
  BEING_DELETED,
  factBase,
  joinDefined,
  type MapContext,
  type Mapped,
  withoutUndefined,
} from '@fleetview/backstage-plugin-fleet-node';
import { readAction, readDescription, readObject } from './readObject';
import { boundedReferences } from './readPlacements';
import type { PlacementBindingObject } from './schema';

/** Ties policies and sets to a placement, and may have them enforced there. */
export function mapPlacementBinding(
  binding: PlacementBindingObject,
  context: MapContext,
): Mapped {
  const { metadata, placementRef, subjects, bindingOverrides } = binding;
  const { namespace } = context.source;
  const override = bindingOverrides?.remediationAction;
  const fact: PolicyFact = joinDefined(
    factBase(context, metadata, { subject: { type: 'none' } }),
    { type: 'policy' },
    readObject(
      context,
      metadata.deletionTimestamp === undefined
        ? { health: 'unknown', message: 'a binding says nothing of itself' }
        : BEING_DELETED,
    ),
    readDescription(metadata),
    {
      enforcement: override ? readAction(override) : 'by-binding',
      rules: [],
      rulesTotal: 0,
      kinds: [],
      excludedNamespaces: [],
      references: boundedReferences([
        withoutUndefined({
          role: 'placement' as const,
          kind: boundedName(placementRef.kind),
          namespace,
          name: boundedName(placementRef.name),
        }),
        ...subjects.map(({ kind, name }) =>
          withoutUndefined({
            role: 'policy' as const,
            kind: boundedName(kind),
            namespace,
            name: boundedName(name),
          }),
        ),
      ]),
    },
  );
  return { facts: [fact] };
}
