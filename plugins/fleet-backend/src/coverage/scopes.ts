import type { WatchKey } from '../collector/messages';
import { kindId } from './kindId';

/** The scope of a kind that is read in all of a cluster, as rows keep it. */
export const WHOLE_CLUSTER = 'cluster';

/** A part of a kind that is read by itself. */
export type Scope = { namespace: string; name?: string };

/** How a scope is told in keys and rows. */
export function encodeScope({ namespace, name }: Scope): string {
  return name === undefined
    ? `namespace/${namespace}`
    : `namespace/${namespace}/${name}`;
}

/** @param scope - undefined for all of a cluster */
export function decodeScope(scope: string | undefined): Scope | undefined {
  if (scope === undefined) return undefined;
  const [, namespace, name] = scope.split('/');
  return { namespace, ...(name === undefined ? {} : { name }) };
}

/** The key of a kind, as its row of the table `coverage` tells it. */
export function keyOfCoverageRow(row: {
  adapter: string;
  api_group: string;
  kind: string;
  scope?: string;
}): WatchKey {
  return {
    adapter: row.adapter,
    group: row.api_group,
    kind: row.kind,
    ...(row.scope === undefined || row.scope === WHOLE_CLUSTER
      ? {}
      : { scope: row.scope }),
  };
}

/** A kind, and where the object lies of which it is asked how well it is covered. */
export type CoveredKey = WatchKey & { namespace?: string; name?: string };

/**
 * The coverage that an object's facts rest on: that of its kind, or where that is not
 * asked for in all of the cluster that of the object's namespace, or of its name.
 */
export function coveringEntry<E extends { state: string }>(
  entryOf: (id: string) => E | undefined,
  key: CoveredKey,
): E | undefined {
  const whole = entryOf(kindId(key));
  if (whole && whole.state !== 'not-asked') return whole;
  if (key.scope !== undefined || !key.namespace) return whole;
  const { namespace, name } = key;
  const scopes = [{ namespace }, ...(name ? [{ namespace, name }] : [])];
  const parts = scopes.flatMap(
    scope => entryOf(kindId({ ...key, scope: encodeScope(scope) })) ?? [],
  );
  return parts.find(({ state }) => state !== 'not-asked') ?? parts[0] ?? whole;
}
