import { canonicalText } from '../../drift/values/canonicalText';
import type { Json } from '../../drift/values/json';
import { sha256 } from '../../drift/values/sha256';
import type { Image, Revision } from '../../facts';
import { compareText } from '../text/compareText';
import type { PlannedItem, PromotionPlan } from './PromotionPlan';

/** Before the hash, so that hashes of another making are never taken for the same. */
const VERSION = 'plan1';

function sortedTexts(values: readonly Json[]): Json {
  return values.map(canonicalText).sort(compareText);
}

function imageEntry(
  image: Pick<Image, 'repository' | 'tag' | 'digest'> | undefined,
): Json {
  return image
    ? [image.repository, image.tag ?? null, image.digest ?? null]
    : null;
}

function revisionEntry(revision: Revision | undefined): Json {
  return revision
    ? [revision.type, revision.value, revision.reference ?? null]
    : null;
}

function itemEntry(item: PlannedItem): Json {
  return [
    item.entityRef,
    item.cluster,
    item.namespace ?? null,
    item.wave,
    item.change,
    sortedTexts(
      item.images.map(({ workload, container, change, from, to }) => [
        workload,
        container,
        change,
        imageEntry(from),
        imageEntry(to),
      ]),
    ),
    revisionEntry(item.revision?.from),
    revisionEntry(item.revision?.to),
    sortedTexts([...item.because]),
  ];
}

/**
 * A hash over all that a plan says but the commit that it was made from: the same whatever
 * order items came in, another one if anything in it is another. What it is bound to is the
 * hash and the commit, so that it can be told which of them changed.
 *
 * @public
 */
export function hashOfPlan(
  plan: Omit<PromotionPlan, 'hash' | 'commit' | 'mayMove'>,
): string {
  const text = canonicalText([
    plan.from,
    plan.to,
    plan.release ?? null,
    // In their order: which goes first is a part of what is approved.
    plan.waves.map(({ key, soakMs, clusters }) => [
      key,
      soakMs,
      [...clusters].sort(compareText),
    ]),
    sortedTexts(plan.items.map(itemEntry)),
    sortedTexts(
      plan.notPinned.map(each => [
        each.entityRef,
        each.workload ?? null,
        each.container ?? null,
        each.reference,
        each.because,
      ]),
    ),
    sortedTexts([...plan.because]),
  ]);
  return `${VERSION}:${sha256(text)}`;
}
