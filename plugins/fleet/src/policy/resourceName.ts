import type { Finding } from '@fleetview/backstage-plugin-fleet-common';
import { objectName } from '../statements/fields/TextLines';

/** What was looked at, in one line; nothing where that is the cluster as a whole. */
export function resourceName({
  resource,
  container,
}: Pick<Finding, 'resource' | 'container'>): string | undefined {
  if (!resource) return undefined;
  return [objectName(resource), container].filter(Boolean).join(' · ');
}
