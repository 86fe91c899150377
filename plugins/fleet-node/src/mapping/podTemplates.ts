import {
  boundedName,
  type Image,
} from '@fleetview/backstage-plugin-fleet-common';
import { z } from 'zod';
import { imagesOf } from './images';
import { absentable, lenient, listOf } from './schemas';

/**
 * What mappers read of a pod template: the images of its containers.
 *
 * @public
 */
export const podTemplateSchema = absentable(
  z.object({
    spec: absentable(
      z.object({
        containers: listOf(
          z.object({ name: z.string(), image: lenient(z.string()) }),
        ),
      }),
    ),
  }),
);

/** @public */
export type PodTemplate = z.output<typeof podTemplateSchema>;

/**
 * What a pod template asks for: its images in its order, and the version, which is
 * the tag, else the digest, of its first container.
 *
 * @public
 */
export function readPodTemplate(template: PodTemplate): {
  images: Image[];
  version: string | undefined;
} {
  const containers = (template?.spec?.containers ?? []).map(container => ({
    name: boundedName(container.name),
    image: container.image ?? '',
  }));
  const mainImage = imagesOf(containers.slice(0, 1)).at(0);
  return {
    images: imagesOf(containers),
    version: mainImage?.tag ?? mainImage?.digest,
  };
}
