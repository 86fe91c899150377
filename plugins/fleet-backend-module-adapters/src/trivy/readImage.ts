import {
  boundedName,
  type FindingFact,
} from '@fleetview/backstage-plugin-fleet-common';
import { parseImageReference } from '@fleetview/backstage-plugin-fleet-node';

type Parts = {
  artifact?: { repository?: string; tag?: string; digest?: string };
  registry?: { server?: string };
};

/** The image that was scanned, put together as a pod would name it. */
export function readImage(
  { artifact, registry }: Parts,
  container: string | undefined,
): FindingFact['image'] {
  if (!artifact?.repository) return undefined;
  const server = registry?.server ? `${registry.server}/` : '';
  const tag = artifact.tag ? `:${artifact.tag}` : '';
  const digest = artifact.digest ? `@${artifact.digest}` : '';
  const parsed = parseImageReference(
    `${server}${artifact.repository}${tag}${digest}`,
  );
  return parsed && { container: boundedName(container ?? ''), ...parsed };
}
