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
  type Verdict,
} from '@fleetview/backstage-plugin-fleet-node';
import { readDescription, readObject } from './readObject';
import { readPods } from './readPods';
import type { ConstraintTemplateObject } from './schema';

function verdictOf({ metadata, status }: ConstraintTemplateObject): Verdict {
  if (metadata.deletionTimestamp !== undefined) return BEING_DELETED;
  if (!status) return { health: 'unknown', message: 'no status' };
  const verdict = readPods(metadata.generation, status.byPod);
  if (verdict.health === 'degraded' || status.created === true) return verdict;
  return status.created === false
    ? { health: 'degraded', message: 'its kind of constraint is not made' }
    : { health: 'unknown', message: 'it is not said whether its kind is made' };
}

/** What constraints are made from: enforced, and counted, by each of these. */
export function mapConstraintTemplate(
  template: ConstraintTemplateObject,
  context: MapContext,
): Mapped {
  const { metadata, spec } = template;
  const kind = spec?.crd?.spec?.names?.kind;
  const fact: PolicyFact = joinDefined(
    factBase(context, metadata),
    { type: 'policy' },
    readObject(context, verdictOf(template)),
    readDescription(metadata),
    {
      enforcement: 'by-binding',
      categories: [],
      standards: [],
      controls: [],
      rules: kind ? [{ name: boundedName(kind) }] : [],
      rulesTotal: kind ? 1 : 0,
      kinds: [],
      excludedNamespaces: [],
      references: [],
    },
  );
  return { facts: [fact] };
}
