import type { Image } from '../../facts';

/** An image as people write it. */
export function imageReference({
  repository,
  tag,
  digest,
}: Pick<Image, 'repository' | 'tag' | 'digest'>): string {
  return `${repository}${tag ? `:${tag}` : ''}${digest ? `@${digest}` : ''}`;
}
