import type { FleetAdapter } from '@fleetview/backstage-plugin-fleet-node';

/**
 * Loads adapters from the modules that registered them.
 *
 * @throws Error when a module does not load, does not export `adapters`, or two
 *   adapters have the same id
 */
export function loadAdapters(modulePaths: string[]): FleetAdapter[] {
  const adapters = new Map<string, FleetAdapter>();
  for (const modulePath of modulePaths) {
    const loaded = require(modulePath) as { adapters?: FleetAdapter[] };
    if (!Array.isArray(loaded.adapters)) {
      throw new Error(
        `The module '${modulePath}' does not export 'adapters'. Export an array of what defineAdapter returns.`,
      );
    }
    for (const adapter of loaded.adapters) {
      if (adapters.has(adapter.id)) {
        throw new Error(
          `Two adapters have the id '${adapter.id}'; the second comes from '${modulePath}'. Remove one of the two modules.`,
        );
      }
      adapters.set(adapter.id, adapter);
    }
  }
  return [...adapters.values()];
}
