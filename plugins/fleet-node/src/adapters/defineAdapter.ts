import type { FleetAdapter } from './types';

/**
 * Declares an adapter. Checks what would make its watches ambiguous.
 *
 * @throws Error when two watches read the same kind
 * @public
 */
export function defineAdapter(adapter: FleetAdapter): FleetAdapter {
  const seen = new Set<string>();
  for (const watch of adapter.watches) {
    const key = `${watch.plural}.${watch.group}`;
    if (seen.has(key)) {
      throw new Error(
        `The adapter '${adapter.id}' watches '${key}' twice. Merge the two definitions into one.`,
      );
    }
    seen.add(key);
  }
  return adapter;
}
