/**
 * What is wrong with configured stages.
 *
 * @public
 */
export type StageProblem = {
  /** Where, e.g. `stages[1].waves[0].size`. */
  path: string;
  /** What is wrong there. */
  message: string;
  /** What to do about it. */
  advice: string;
};
