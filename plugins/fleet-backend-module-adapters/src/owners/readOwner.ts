export type Owner = { kind?: string; name?: string };

/** What a ReplicaSet of a Deployment ends with: letters that make no words. */
const TEMPLATE_HASH = /-[bcdfghjklmnpqrstvwxz2456789]{5,10}$/;
/** What a Job of a CronJob ends with: the minute that it was due. */
const MINUTE = /-\d{8,10}$/;

/**
 * The controller of pods, by the owner that they name, where only that is known. Who owns
 * that owner its name says: a Deployment's ReplicaSet, a CronJob's Job.
 */
export function readOwner(
  kind: string | undefined,
  name: string | undefined,
): Owner {
  if (!kind || !name || kind === '<none>' || name === '<none>') return {};
  if (kind === 'ReplicaSet' && TEMPLATE_HASH.test(name)) {
    return { kind: 'Deployment', name: name.replace(TEMPLATE_HASH, '') };
  }
  if (kind === 'Job' && MINUTE.test(name)) {
    return { kind: 'CronJob', name: name.replace(MINUTE, '') };
  }
  return { kind, name };
}
