import {
  SKEW_ASPECTS,
  type SkewAspect,
} from '@fleetview/backstage-plugin-fleet-common';
import { readAccess } from './readAccess';
import { readAddOns } from './readAddOns';
import { readComponents } from './readComponents';
import { readKubernetes } from './readKubernetes';
import { readPolicies } from './readPolicies';
import { readQuotas } from './readQuotas';
import { sightOfAspect } from './seesAll';
import type { SkewReading, Trait, TraitReader } from './types';

const READERS: Record<SkewAspect, TraitReader> = {
  kubernetes: readKubernetes,
  'add-on': readAddOns,
  component: readComponents,
  policy: readPolicies,
  access: readAccess,
  quota: readQuotas,
};

/** What was read, and of which aspects the reader may see nothing. */
export type ReadTraits = { traits: Trait[]; withheld: SkewAspect[] };

/** All traits of some clusters in some aspects; of all aspects where none is named. */
export async function readTraits(
  reading: SkewReading,
  aspects: readonly SkewAspect[] = [],
): Promise<ReadTraits> {
  const wanted = SKEW_ASPECTS.filter(
    each => aspects.length === 0 || aspects.includes(each),
  );
  const traits: Trait[] = [];
  const withheld: SkewAspect[] = [];
  for (const aspect of wanted) {
    if (sightOfAspect(reading.context, aspect) === 'nothing') {
      withheld.push(aspect);
      continue;
    }
    if (reading.clusters.length === 0) continue;
    for (const trait of await READERS[aspect](reading)) {
      traits.push(trait);
    }
  }
  return { traits, withheld };
}
