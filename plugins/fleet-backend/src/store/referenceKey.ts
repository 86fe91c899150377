import { hash } from 'node:crypto';
import type { SubjectReference } from '@fleetview/backstage-plugin-fleet-common';

/** What a hub calls another cluster. */
export type HubReference = Extract<SubjectReference, { type: 'reference' }>;

/** A range of keys: those from `from` on, and before `to`. */
export type KeyRange = { from: string; to: string };

const CHARACTERS = 16;
/** The character after `/`, so that a range ends where its prefix does. */
const AFTER_SLASH = '0';

function digest(text: string): string {
  return hash('sha256', text, 'base64url').slice(0, CHARACTERS);
}

/** A reference as its row keeps it: JSON, the same for the same reference. */
export function referenceText({
  server,
  name,
  namespace,
  adapter,
}: HubReference): string {
  return JSON.stringify({
    ...(server ? { server } : {}),
    ...(name ? { name } : {}),
    ...(namespace ? { namespace } : {}),
    ...(adapter ? { adapter } : {}),
  });
}

/**
 * The adapter whose objects of the hub say what a reference means.
 *
 * @param own - the one that read the fact
 */
export function namingAdapter(
  reference: { adapter?: string },
  own: string,
): string {
  return reference.adapter ?? own;
}

/**
 * The key of a reference: observer, the adapter that names it, the name (or where there is none the
 * server) and the whole, each as a hash. So those of one hub, of one of its
 * systems, or of one name are a range of keys.
 *
 * @param text - as `referenceText` makes it
 */
export function referenceKey(options: {
  observer: string;
  adapter: string;
  text: string;
}): string {
  const { observer, adapter, text } = options;
  const reference: Omit<HubReference, 'type'> = JSON.parse(text);
  const { server, name } = reference;
  const named = name ? `n${digest(name)}` : `s${digest(server ?? '')}`;
  return [
    observer,
    namingAdapter(reference, adapter),
    named,
    digest(text),
  ].join('/');
}

/** The keys of what an observer's adapter says of other clusters; of one name where it is given. */
export function keysOf(options: {
  observer: string;
  adapter?: string;
  name?: string;
}): KeyRange {
  const { observer, adapter, name } = options;
  const prefix = [
    observer,
    ...(adapter === undefined ? [] : [adapter]),
    ...(adapter === undefined || name === undefined
      ? []
      : [`n${digest(name)}`]),
  ].join('/');
  return { from: `${prefix}/`, to: `${prefix}${AFTER_SLASH}` };
}

/** Whose reference a key is of. */
export function ownerOfKey(key: string): { observer: string; adapter: string } {
  const [observer, adapter] = key.split('/');
  return { observer, adapter };
}
