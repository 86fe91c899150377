import type { AdapterWatch } from '@fleetview/backstage-plugin-fleet-node';
import { encodeScope, type Scope } from '../coverage/scopes';

/** What may be read of one cluster beyond the default role. */
export type ClusterExtension = {
  role: string;
  namespaces: string[];
  names?: string[];
};

/** The parts of a kind that configuration lets be read of a cluster, each once. */
export function extensionScopes(
  watch: AdapterWatch,
  extensions: readonly ClusterExtension[],
): Scope[] {
  const { extension } = watch;
  if (!extension) return [];
  const scopes = extensions
    .filter(({ role }) => role === extension.role)
    .flatMap(({ namespaces, names = [] }) =>
      namespaces.flatMap((namespace): Scope[] =>
        extension.byName
          ? names.map(name => ({ namespace, name }))
          : [{ namespace }],
      ),
    );
  return [
    ...new Map(scopes.map(scope => [encodeScope(scope), scope])).values(),
  ];
}

/** Why a kind is not asked for in all of a cluster, and what to do about it. */
export function notAskedReason(
  watch: AdapterWatch,
  scopes: readonly Scope[],
): string {
  const { role, byName } = watch.extension!;
  if (scopes.length > 0) {
    return `only asked for in ${scopes
      .map(({ namespace, name }) => (name ? `${namespace}/${name}` : namespace))
      .join(', ')}, as fleet.extensions says`;
  }
  return `it takes more than the default role: add fleet.extensions with this cluster, role '${role}' and the namespaces${
    byName ? ' and names' : ''
  }, and grant that role`;
}
