import type { Image } from './words';

/** Images as sentences: `image 'app' is 'app:1.2'`. */
export function imageWords(images: readonly Image[]): string {
  return images
    .map(
      ({ name, newName, newTag, digest }) =>
        `image ${name} is ${newName ?? name}${newTag ? `:${newTag}` : ''}${
          digest ? `@${digest.slice(0, 19)}…` : ''
        }`,
    )
    .join(', ');
}
