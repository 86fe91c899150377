/** Changes of one field of one thing are one row from the fourth within this time on. */
export const FOLD_WITHIN_MS = 10 * 60_000;

/** Each of so many changes has a row of its own, however fast they come. */
const ROWS_APART = 3;

/** One row stands for no more than this: it is listed where its last change was. */
const FOLD_AT_MOST_MS = 60 * 60_000;

/** Values that one row names. */
const VALUES_AT_MOST = 8;

/** When a field last changed, and the row that its changes go into. Times are milliseconds since 1970. */
export type FlipMemory = {
  /** The last three times, oldest first. */
  at: number[];
  fold?: Fold;
};

/** Several changes in one row. */
export type Fold = {
  /** When the first was seen. */
  since: number;
  flips: number;
  /** What it was, each once. */
  values: string[];
};

/**
 * Decides whether a change gets a row of its own or goes into one with those
 * before it, so that what flaps cannot fill the table.
 *
 * @returns what to remember, and the row's fold if there is one, which is new
 *   where `isExtension` is false
 */
export function foldFlip(
  memory: FlipMemory | undefined,
  flip: { at: number; from: string; to: string },
): { memory: FlipMemory; fold?: Fold; isExtension: boolean } {
  const before = (memory?.at ?? []).filter(
    at => at > flip.at - FOLD_WITHIN_MS && at <= flip.at,
  );
  const at = [...before, flip.at].slice(-ROWS_APART);
  if (before.length < ROWS_APART) return { memory: { at }, isExtension: false };
  const open = memory?.fold;
  const isExtension =
    open !== undefined && flip.at - open.since < FOLD_AT_MOST_MS;
  const fold: Fold = {
    since: isExtension ? open.since : flip.at,
    flips: (isExtension ? open.flips : 0) + 1,
    values: [
      ...new Set([...(isExtension ? open.values : [flip.from]), flip.to]),
    ].slice(0, VALUES_AT_MOST),
  };
  return { memory: { at, fold }, fold, isExtension };
}
