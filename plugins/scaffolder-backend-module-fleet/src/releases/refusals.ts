import { ConflictError, InputError } from '@backstage/errors';
import type { CalledImage, ReleaseChange, WrittenImage } from './ReleaseChange';

/** That a file says neither what the plan was made of nor what is wanted. */
export function changedMeanwhile(
  { path }: ReleaseChange,
  written: WrittenImage | undefined,
  { from }: { from?: CalledImage },
): Error {
  return new ConflictError(
    `'${path}' says ${wordsOf(written)}, and the plan was made of ${wordsOf(
      from,
    )}: the configuration is another one by now. The plan has to be made again: look at the promotion, and ask for it anew.`,
  );
}

/** That it is not to be told what is to be changed. */
export function byHand({ path }: ReleaseChange, because: string): Error {
  return new InputError(`'${path}' is not changed: ${because}`);
}

/** What an image is, in words. */
export function wordsOf(image: WrittenImage | undefined): string {
  const words = [
    ...(image?.tag ? [`tag '${image.tag}'`] : []),
    ...(image?.digest ? [`digest '${image.digest.slice(0, 19)}…'`] : []),
  ];
  return words.join(' and ') || 'no version';
}

/** That the registry stays what it is. */
export function registryNote(from: string, to: string): string {
  return `It is still taken from '${from}', and was seen before as '${to}': check that it is there by its digest.`;
}
