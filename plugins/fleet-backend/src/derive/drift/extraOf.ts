import type { DeliveryFact } from '@fleetview/backstage-plugin-fleet-common';
import { whole } from './drifted';
import { evidenceOfEngine } from './engines';
import type { DriftLookup } from './judgeResource';
import type { DriftDelivery, PresentThing, Sighting } from './types';

/**
 * What bears the mark by which an engine knows its own, and is not among what any delivery
 * brings: this one brought it once, or somebody copied it.
 */
export function extraOf(
  { fact }: DriftDelivery,
  { strays }: Pick<DriftLookup, 'strays'>,
): Sighting[] {
  const { resources, total } = fact.brings;
  const bearsMark = markOf(fact);
  // Of what was cut, or is not listed at all, it is not known what is in it.
  if (!bearsMark || total === 0 || total > resources.length) return [];
  return strays.flatMap(thing =>
    bearsMark(thing)
      ? [
          {
            resource: thing.resource,
            verdict: 'drifted' as const,
            found: whole(
              'watch',
              thing.resource,
              evidenceOfEngine(fact, false),
              'extra',
            ),
          },
        ]
      : [],
  );
}

/** How a delivery knows its own; nothing where it has no mark. */
function markOf({
  kind,
  name,
  brings: { labels = {} },
}: DeliveryFact): ((thing: PresentThing) => boolean) | undefined {
  // Its agent is the owner of what it applies.
  if (kind === 'ManifestWork') return ({ appliedFor }) => appliedFor === name;
  const wanted = Object.entries(labels);
  return wanted.length === 0
    ? undefined
    : ({ labels: borne }) =>
        wanted.every(([label, value]) => borne[label] === value);
}
