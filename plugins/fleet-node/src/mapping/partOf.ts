import { hash } from 'node:crypto';

/**
 * The part of a fact that is told apart from the others of its object by several
 * words: the same for the same words, and short and harmless whatever they are.
 *
 * @public
 */
export function partOf(...words: readonly (string | undefined)[]): string {
  return hash('sha256', JSON.stringify(words), 'base64url').slice(0, 22);
}
