/**
 * What kind of drift a difference is.
 *
 * - `human`: somebody changed it beside the engine
 * - `controller`: a controller of the cluster sets it, such as an autoscaler
 * - `admission`: it was changed on the way in, when the engine wrote it
 * - `defaulting`: the cluster filled it in, when the engine wrote it
 * - `missing`, `extra`: it is not there, or nobody asked for it
 * - `behind`: the engine did not bring it yet
 * - `failed-apply`: the engine tried to bring it, and says that it could not
 * - `unattributed`: nothing tells which of these it is
 *
 * @public
 */
export const DRIFT_CLASSES = [
  'human',
  'missing',
  'extra',
  'failed-apply',
  'unattributed',
  'behind',
  'controller',
  'admission',
  'defaulting',
] as const;

/** @public */
export type DriftClass = (typeof DRIFT_CLASSES)[number];

/**
 * What somebody has to look at, and headlines count.
 *
 * @public
 */
export const HEADLINE_DRIFT_CLASSES: readonly DriftClass[] = [
  'human',
  'missing',
  'extra',
  'failed-apply',
];
