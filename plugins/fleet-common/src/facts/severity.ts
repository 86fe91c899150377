/**
 * How bad it is to break a rule, worst first, as its author says. What has no
 * severity is of unknown severity, which is none of these.
 *
 * @public
 */
export const SEVERITIES = [
  'critical',
  'high',
  'medium',
  'low',
  'info',
] as const;

/** @public */
export type Severity = (typeof SEVERITIES)[number];
