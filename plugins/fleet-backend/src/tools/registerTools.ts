import type { AuthService } from '@backstage/backend-plugin-api';
import type { ActionsRegistryService } from '@backstage/backend-plugin-api/alpha';
import type { FleetService } from '@fleetview/backstage-plugin-fleet-node';
import { registerListExpiringExceptions } from './registerListExpiringExceptions';
import { registerRequestException } from './registerRequestException';

/** What tools are made of. */
export type ToolDependencies = {
  registry: ActionsRegistryService;
  auth: AuthService;
  /** The plugin's own API: what it checks for a page, it checks for a tool. */
  fleet: Pick<
    FleetService,
    'listExceptions' | 'requestException' | 'listClusters' | 'getCluster'
  >;
  /** Milliseconds since 1970. */
  now: () => number;
};

/**
 * Registers what others can have the fleet do by name: assistants by MCP, templates of the
 * scaffolder, and other plugins. Each asks the plugin's own API in the name of who calls it.
 */
export function registerTools(dependencies: ToolDependencies): void {
  registerListExpiringExceptions(dependencies);
  registerRequestException(dependencies);
}
