import type { AdapterWatch } from '@fleetview/backstage-plugin-fleet-node';
import { encodeScope, type Scope } from '../coverage/scopes';

/** What may be read of one cluster beyond the default role. */
export type ClusterExtension = {
  role: string;
  namespaces: string[];
  names?: string[];
};

/** Whether configuration lets all of a kind be read that is granted as a whole. */
export function isReadWhole(
  { extension }: AdapterWatch,
  extensions: readonly ClusterExtension[],
): boolean {
  return (
    extension?.wholeCluster === true &&
    extensions.some(({ role }) => role === extension.role)
  );
}

/** The parts of a kind that configuration lets be read of a cluster, each once. */
export function extensionScopes(
  watch: AdapterWatch,
  extensions: readonly ClusterExtension[],
): Scope[] {
  const { extension } = watch;
  if (!extension || extension.wholeCluster) return [];
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
  const { role, byName, wholeCluster } = watch.extension!;
  if (scopes.length > 0) {
    return `only asked for in ${scopes
      .map(({ namespace, name }) => (name ? `${namespace}/${name}` : namespace))
      .join(', ')}, as fleet.extensions says`;
  }
  const and = wholeCluster
    ? ` and role '${role}'`
    : `, role '${role}' and the namespaces${byName ? ' and names' : ''}`;
  return `it takes more than the default role: add fleet.extensions with this cluster${and}, and grant that role`;
}
