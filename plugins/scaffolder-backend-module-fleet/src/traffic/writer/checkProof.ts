import { ConflictError } from '@backstage/errors';
import type { Proof } from './Writer';

/** What somebody takes upon himself where nothing shows who writes. */
export type WithoutProof = { reason: string; confirm: string };

const SHORTEST_REASON = 10;

/**
 * Checks that traffic may move: the fleet has to show that the writer was handed on. What is not
 * known can be confirmed by a person, and what is known not to be so cannot.
 *
 * @param to - where the traffic goes, which confirms by being written
 * @param by - who started it
 * @returns what is told of it
 * @throws ConflictError where it may not move
 */
export function checkProof(
  { verdict, words }: Proof,
  to: string,
  withoutProof: WithoutProof | undefined,
  by = 'somebody',
): string {
  if (verdict === 'shown') return `The writer was handed on. ${words}`;
  if (verdict === 'not-shown') {
    throw new ConflictError(
      `The traffic is not moved: the fleet does not show that the writer was handed on. ${words} Start this again, with the same answers, when it was.`,
    );
  }
  const said = `Whether the writer was handed on is unknown. ${words}`;
  const isConfirmed =
    withoutProof !== undefined &&
    withoutProof.confirm === to &&
    withoutProof.reason.trim().length >= SHORTEST_REASON;
  if (!isConfirmed) {
    throw new ConflictError(
      `The traffic is not moved: two clusters could write at once. ${said} Start this again when it is known. Where it cannot wait, give a 'reason' of at least ${SHORTEST_REASON} letters in 'withoutProof', and write '${to}' as its 'confirm'.`,
    );
  }
  return `${said} It is moved all the same, as ${by} confirmed.`;
}
