/** What Kubernetes makes random names of, without vowels and what looks alike. */
const RANDOM = '[bcdfghjklmnpqrstvwxz2456789]';

/** What the name of what each kind makes has after its own. */
const AFTER_NAME: Record<string, RegExp> = {
  'CronJob Job': /^-\d{1,20}$/,
  'CronJob Pod': new RegExp(`^-\\d{1,20}-${RANDOM}{5}$`),
  'DaemonSet Pod': new RegExp(`^-${RANDOM}{5}$`),
  'Deployment ReplicaSet': new RegExp(`^-${RANDOM}{1,10}$`),
  'Deployment Pod': new RegExp(`^-${RANDOM}{1,10}-${RANDOM}{5}$`),
  'Job Pod': new RegExp(`^-(?:\\d{1,10}-)?${RANDOM}{5}$`),
  'ReplicaSet Pod': new RegExp(`^-${RANDOM}{5}$`),
  'ReplicationController Pod': new RegExp(`^-${RANDOM}{5}$`),
  'StatefulSet Pod': /^-\d{1,10}$/,
};

/** What a name is of. */
type Named = { kind: string; name: string };

/**
 * Whether one thing was most likely made by another of the same namespace: the names
 * that Kubernetes gives tell it, as reports of policies do not.
 *
 * @public
 */
export function isMadeBy(made: Named, maker: Named): boolean {
  const pattern = AFTER_NAME[`${maker.kind} ${made.kind}`];
  return (
    pattern !== undefined &&
    made.name.startsWith(maker.name) &&
    pattern.test(made.name.slice(maker.name.length))
  );
}
