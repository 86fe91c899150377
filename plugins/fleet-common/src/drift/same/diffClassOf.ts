import type { Difference } from '../diff/Difference';
import type { ToldValue } from '../diff/toldValue';
import { canonicalText } from '../values/canonicalText';
import type { Json } from '../values/json';
import { sha256 } from '../values/sha256';

/**
 * What drifts, as it is called on each cluster.
 *
 * @public
 */
export type DriftedResource = {
  group: string;
  kind: string;
  namespace?: string;
  name: string;
};

/** Before the key, so that keys of another making are never taken for the same. */
const VERSION = 'drift1';

function valueOf({ text, truncated, sha256: whole }: ToldValue): Json {
  return truncated ? [text, whole ?? ''] : [text];
}

function entryOf(difference: Difference): Json {
  const { path, kind, isSecret, desired, live } = difference;
  if (isSecret) return [path, kind, 'secret'];
  return [
    path,
    kind,
    desired ? valueOf(desired) : null,
    live ? valueOf(live) : null,
  ];
}

/**
 * By what the same drift on several clusters is known to be the same: the resource, where
 * it differs, and from what to what. Of secrets only where they differ is in it. Nothing
 * is left out of values because it looks like a cluster's own.
 *
 * @param found - what differs; nothing where only that it does is known
 * @public
 */
export function diffClassOf(
  resource: DriftedResource,
  found?: { differences: readonly Difference[]; total: number },
): string {
  const { group, kind, namespace = '', name } = resource;
  const entries =
    found &&
    [...found.differences]
      .map(difference => canonicalText(entryOf(difference)))
      .sort();
  const text = canonicalText([
    [group, kind, namespace, name],
    entries ? [entries, found?.total ?? entries.length] : null,
  ]);
  return `${VERSION}:${sha256(text)}`;
}
