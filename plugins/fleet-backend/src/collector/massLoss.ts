/** Fewer are never held back: small kinds lose all of their objects in the course of things. */
const FEWEST = 10;

/** A list that lost more than this share of what was known has to be confirmed. */
export const MASS_LOSS = 0.5;

/** After so many lists in a row that lost that much, each others than the one before, the last one is believed. */
export const MOST_DOUBTS = 3;

/**
 * Whether a complete list lost so much that it takes a second one to believe it:
 * an API server that is put back, or reads an empty store, gives a list that is
 * complete and valid, and lacks nearly everything.
 */
export function isMassLoss(options: {
  known: number;
  lost: number;
  massLoss: number;
}): boolean {
  const { known, lost, massLoss } = options;
  return lost >= FEWEST && lost > known * massLoss;
}
