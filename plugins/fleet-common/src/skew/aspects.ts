/**
 * In what clusters that should be alike are compared, in the order in which it is told.
 *
 * - `kubernetes`: the versions of the API server and of its nodes
 * - `add-on`: agents and add-ons that hubs run there, by their version
 * - `component`: what of the catalog runs there, by its revision
 * - `policy`: which policies are there, and what they do
 * - `access`: who may do what, by roles and bindings
 * - `quota`: the limits of namespaces
 *
 * @public
 */
export const SKEW_ASPECTS = [
  'kubernetes',
  'add-on',
  'component',
  'policy',
  'access',
  'quota',
] as const;

/** @public */
export type SkewAspect = (typeof SKEW_ASPECTS)[number];
