import type { WorkloadFact } from '@fleetview/backstage-plugin-fleet-common';

/** An image as it is written in a container: repository, tag and digest. */
export function imageText({
  repository,
  tag,
  digest,
}: WorkloadFact['images'][number]): string {
  return `${repository}${tag ? `:${tag}` : ''}${digest ? `@${digest}` : ''}`;
}
