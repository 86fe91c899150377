import type { CalledImage, WrittenImage } from './ReleaseChange';

/** How a file stands to what is wanted of it. */
export type ImageState =
  /** It says so already. */
  | 'there'
  /** It says what the plan was made of. */
  | 'before'
  /** It says nothing of a version. */
  | 'untold'
  | 'other';

/**
 * Compares what a file says with what it is to say, and with what it has to say before. A tag is
 * held against a tag only where one of the two has no digest.
 *
 * @param direction - what is brought is to be pinned; what is taken back may be as it was
 */
export function stateOf(
  written: WrittenImage | undefined,
  { from, to }: { from?: CalledImage; to: CalledImage },
  direction: 'promote' | 'roll-back',
): ImageState {
  const { tag, digest } = written ?? {};
  if (tag === undefined && digest === undefined) return 'untold';
  if (to.digest === undefined ? isSame(written, to) : digest === to.digest) {
    return 'there';
  }
  if (from && isSame(written, from)) return 'before';
  if (isSame(written, to)) return direction === 'promote' ? 'before' : 'there';
  return 'other';
}

function isSame(
  { tag, digest }: WrittenImage = {},
  image: CalledImage,
): boolean {
  return digest !== undefined && image.digest !== undefined
    ? digest === image.digest
    : tag !== undefined && tag === image.tag;
}
