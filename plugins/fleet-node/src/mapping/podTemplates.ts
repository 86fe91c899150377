import {
  boundedName,
  type Image,
  type PodDemand,
} from '@fleetview/backstage-plugin-fleet-common';
import { z } from 'zod';
import { imagesOf } from './images';
import { readPodDemand } from './podDemand';
import { absentable, lenient, listOf } from './schemas';

/**
 * What mappers read of a pod template: the images of its containers, and what it takes.
 *
 * @public
 */
export const podTemplateSchema = absentable(
  z.object({
    spec: absentable(
      z.object({
        containers: listOf(
          z.object({
            name: z.string(),
            image: lenient(z.string()),
            resources: z.unknown().optional(),
          }),
        ),
        initContainers: z.unknown().optional(),
        resources: z.unknown().optional(),
        overhead: z.unknown().optional(),
      }),
    ),
  }),
);

/** @public */
export type PodTemplate = z.output<typeof podTemplateSchema>;

/**
 * What a pod template asks for: its images in its order, the version, which is the tag,
 * else the digest, of its first container, and what each pod takes, as far as all of that
 * can be read.
 *
 * @public
 */
export function readPodTemplate(template: PodTemplate): {
  images: Image[];
  version: string | undefined;
  pod: PodDemand | undefined;
} {
  const containers = (template?.spec?.containers ?? []).map(container => ({
    name: boundedName(container.name),
    image: container.image ?? '',
  }));
  const mainImage = imagesOf(containers.slice(0, 1)).at(0);
  return {
    images: imagesOf(containers),
    version: mainImage?.tag ?? mainImage?.digest,
    pod: template?.spec && readPodDemand(template.spec),
  };
}
