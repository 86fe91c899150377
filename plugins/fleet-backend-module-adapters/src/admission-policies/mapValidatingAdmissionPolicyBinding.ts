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
  timeOf,
  type Verdict,
} from '@fleetview/backstage-plugin-fleet-node';
import { readActions } from './readActions';
import { readMatch } from './readMatch';
import { readParents } from './readParents';
import type { BindingObject } from './schema';

function verdictOf({ metadata }: BindingObject): Verdict {
  return metadata.deletionTimestamp === undefined
    ? { health: 'unknown', message: 'a binding has no status' }
    : BEING_DELETED;
}

/** What a policy does about what breaks it, and where. */
export function mapValidatingAdmissionPolicyBinding(
  binding: BindingObject,
  context: MapContext,
): Mapped {
  const { metadata, spec } = binding;
  const fact: PolicyFact = joinDefined(
    factBase(context, metadata, {
      changedAt: timeOf(metadata.deletionTimestamp),
    }),
    {
      type: 'policy',
      engine: 'admission-policies',
      kind: 'ValidatingAdmissionPolicyBinding',
      name: boundedName(context.source.name),
    },
    verdictOf(binding),
    {
      enforcement: readActions(spec.validationActions),
      categories: [],
      standards: [],
      controls: [],
      rules: [],
      rulesTotal: 0,
      background: false,
    },
    readMatch(spec.matchResources),
    {
      references: [
        {
          role: 'policy' as const,
          kind: 'ValidatingAdmissionPolicy',
          name: boundedName(spec.policyName),
        },
        ...readParents(metadata),
      ],
    },
  );
  return { facts: [fact] };
}
