import type { FleetAdapter } from '@fleetview/backstage-plugin-fleet-node';
import { adapterPage, adaptersPage } from './adapterPages';
import { describeKinds, describeSystems } from './describeKinds';
import { extensionRoles } from './extensionRoles';
import { replaceGeneratedBlock } from './generatedBlock';
import { actingRoleYaml, clusterRoleYaml, extensionRoleYaml } from './roleYaml';

const PACKAGE = 'plugins/fleet-backend-module-adapters';

/** A file that is made from the descriptors. */
export type GeneratedDocument = {
  /** Below the repository. */
  path: string;
  /**
   * @param current - what the file holds; only its generated part is replaced
   *   where it has prose of its own
   */
  content(current: string): string;
};

/** Everything that is made from the descriptors of the adapters. */
export function generatedDocuments(
  adapters: readonly FleetAdapter[],
): GeneratedDocument[] {
  const acting = adapters.filter(({ actions }) => actions?.length);
  return [
    {
      path: `${PACKAGE}/README.md`,
      content: current =>
        replaceGeneratedBlock(current, describeSystems(adapters)),
    },
    ...adapters.map(adapter => ({
      path: `${PACKAGE}/src/${adapter.id}/README.md`,
      content: (current: string) =>
        replaceGeneratedBlock(current, describeKinds(adapter)),
    })),
    {
      path: `${PACKAGE}/rbac/cluster-role.yaml`,
      content: () => clusterRoleYaml(adapters),
    },
    ...extensionRoles(adapters).map(role => ({
      path: `${PACKAGE}/rbac/extension-roles/${role.id}.yaml`,
      content: () => extensionRoleYaml(role),
    })),
    ...acting.map(adapter => ({
      path: `${PACKAGE}/rbac/acting/${adapter.id}.yaml`,
      content: () => actingRoleYaml(adapter),
    })),
    { path: 'docs/adapters/README.md', content: () => adaptersPage(adapters) },
    ...adapters.map(adapter => ({
      path: `docs/adapters/${adapter.id}.md`,
      content: () => adapterPage(adapter),
    })),
  ];
}
