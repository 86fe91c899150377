/** Cost tools write the kinds of controllers in lower case. */
const KINDS: ReadonlyMap<string, string> = new Map(
  [
    'Deployment',
    'StatefulSet',
    'DaemonSet',
    'ReplicaSet',
    'Job',
    'CronJob',
    'Rollout',
  ].map(kind => [kind.toLowerCase(), kind]),
);

/** A controller's kind as Kubernetes writes it, where it is a well-known one. */
export function kindOf(kind: string | undefined): string | undefined {
  return kind === undefined ? undefined : KINDS.get(kind) ?? kind;
}
