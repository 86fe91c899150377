import type {
  ConfigurationProblem,
  FleetAdapter,
} from '@fleetview/backstage-plugin-fleet-node';
import { z } from 'zod';
import { dnsLabel } from './dnsLabel';
import type { ExtensionConfig } from './FleetConfig';

const text = z.string().min(1).max(253);
export const namespace = dnsLabel(
  'has to be the name of a namespace; patterns are not understood',
);
const name = z
  .string()
  .max(253)
  .regex(
    /^[a-z0-9]([a-z0-9.-]*[a-z0-9])?$/,
    'has to be the name of an object; patterns are not understood',
  );

/** What is read of a cluster beyond the default role. Each namespace and name is a watch of its own. */
export const extensionSchema = z.strictObject({
  cluster: text,
  role: text,
  /** None where the role is of the cluster as a whole. */
  namespaces: z.array(namespace).min(1).max(20).optional(),
  names: z.array(name).min(1).max(20).optional(),
});

/** An entry as the collector takes it. */
export function toExtension({
  namespaces = [],
  ...extension
}: z.output<typeof extensionSchema> & { key: string }): ExtensionConfig {
  return { ...extension, namespaces };
}

/** Finds entries that cannot mean what they say: roles that no adapter has, and namespaces and names that are missing or not used. */
export function checkExtensions(
  extensions: readonly ExtensionConfig[],
  adapters: readonly FleetAdapter[],
): ConfigurationProblem[] {
  const byName = new Map<string, boolean>();
  const ofWholes = new Set<string>();
  for (const { watches, looks = [] } of adapters) {
    for (const { extension } of looks) {
      if (!extension) continue;
      byName.set(extension.role, false);
      ofWholes.add(extension.role);
    }
    for (const { extension } of watches) {
      if (!extension) continue;
      const { role } = extension;
      byName.set(role, (byName.get(role) ?? false) || !!extension.byName);
      if (extension.wholeCluster) ofWholes.add(role);
    }
  }
  return extensions.flatMap(({ key, role, namespaces, names }) => {
    const needsNames = byName.get(role);
    if (needsNames === undefined) {
      const known = [...byName.keys()].sort().join(', ');
      return [
        {
          key: `${key}.role`,
          value: role,
          message: `is the role of no adapter; the entry has no effect. ${
            known ? `Known roles: ${known}` : 'No adapter has any'
          }`,
        },
      ];
    }
    const isWhole = ofWholes.has(role);
    if (isWhole && namespaces.length > 0) {
      return [
        {
          key: `${key}.namespaces`,
          value: namespaces.join(', '),
          message: `is not used; the role '${role}' is of the cluster as a whole`,
        },
      ];
    }
    if (!isWhole && namespaces.length === 0) {
      return [
        {
          key: `${key}.namespaces`,
          message: `is missing; nothing is asked for without the namespaces that the role '${role}' is granted in`,
        },
      ];
    }
    if (needsNames && !names) {
      return [
        {
          key: `${key}.names`,
          message: `is missing; the role '${role}' grants by name, so nothing is asked for without the names of the objects`,
        },
      ];
    }
    if (!needsNames && names) {
      return [
        {
          key: `${key}.names`,
          value: names.join(', '),
          message: `is not used; the role '${role}' grants whole namespaces`,
        },
      ];
    }
    return [];
  });
}
