import type { Severity } from '@fleetview/backstage-plugin-fleet-common';

/**
 * Words of the label `severity`. Its values are free: `critical`, `warning`, `info` and `none`
 * are what the rules of kubernetes-mixin use, the others are what people write instead.
 *
 * @see https://github.com/kubernetes-monitoring/kubernetes-mixin
 */
const WORDS: Record<string, Severity> = {
  critical: 'critical',
  page: 'critical',
  emergency: 'critical',
  high: 'high',
  major: 'high',
  error: 'high',
  warning: 'medium',
  warn: 'medium',
  medium: 'medium',
  minor: 'low',
  low: 'low',
  info: 'info',
  informational: 'info',
  notice: 'info',
  // Of what is no trouble in itself, e.g. that alerts of low severity are held back.
  none: 'info',
};

/** How bad an alert is, where its rule says so in a word that is known. */
export function readAlertSeverity(
  word: string | undefined,
): Severity | undefined {
  const key = word?.trim().toLowerCase() ?? '';
  return Object.hasOwn(WORDS, key) ? WORDS[key] : undefined;
}
