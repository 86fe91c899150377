import type {
  SkewAspect,
  SkewUnknown,
} from '@fleetview/backstage-plugin-fleet-common';
import type { ReadContext } from '../types';

/** How much of an aspect a reader may see. */
export type SkewSight = 'all' | 'some' | 'nothing';

/** Whoever may not see all that is there is not told what is not: it may only be hidden. */
export const HIDDEN = {
  state: 'unknown',
  reason: 'hidden' satisfies SkewUnknown,
} as const;

/** How much of an aspect a reader may see on clusters that he may see. */
export function sightOfAspect(
  { view, things }: ReadContext,
  aspect: SkewAspect,
): SkewSight {
  switch (aspect) {
    case 'kubernetes':
      return 'all';
    case 'policy':
      if (!things || things.isWhole) return 'all';
      return things.isEmpty ? 'nothing' : 'some';
    default:
      if (!view || (view.scope.isWhole && view.statements.isWhole))
        return 'all';
      return view.scope.isEmpty ? 'nothing' : 'some';
  }
}
