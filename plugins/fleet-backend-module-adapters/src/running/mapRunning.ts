import {
  boundedName,
  MAX_RUNNING_DIGESTS,
  RUNNING_PART,
  type Image,
  type RunningFact,
} from '@fleetview/backstage-plugin-fleet-common';
import {
  factBase,
  readPodTemplate,
  withoutUndefined,
  type FollowUpAnswers,
  type FollowUpContext,
} from '@fleetview/backstage-plugin-fleet-node';
import { isOfItsReplicaSet, isOwnedBy } from '../diagnosis/owners';
import { presentTemplate, templateRevisionOf } from './presentTemplate';
import { readDigest } from './readDigest';
import { readItems } from './readItems';
import { runningPodSchema, type Runner, type RunningPod } from './schema';

const WITH_REPLICA_SETS: ReadonlySet<string> = new Set([
  'Deployment',
  'Rollout',
]);

/** What the pods of a workload's present template run, by what their kubelets tell. */
export function mapRunning(
  runner: Runner,
  answers: FollowUpAnswers,
  context: FollowUpContext,
): RunningFact {
  const { kind, namespace = '', name } = context.source;
  const { images } = readPodTemplate(runner.spec?.template);
  const revision = templateRevisionOf(runner);
  const found = presentPods(runner, answers);
  const base = {
    ...factBase(
      context,
      { labels: {}, annotations: {} },
      { part: RUNNING_PART },
    ),
    type: 'running' as const,
    kind,
    namespace,
    name: boundedName(name),
    readAt: context.readAt,
    templateRevision:
      revision === undefined ? undefined : boundedName(revision),
  };
  if ('problem' in found) {
    return withoutUndefined<RunningFact>({
      ...base,
      pods: 0,
      images,
      problem: found.problem,
    });
  }
  const told = images.map(image => ({
    ...image,
    digests: digestsOf(image, found.pods, writtenImages(runner)),
  }));
  const unknown = told.find(({ digests }) => !digests);
  return withoutUndefined<RunningFact>({
    ...base,
    pods: found.pods.length,
    images: told.map(each => withoutUndefined(each)),
    problem: unknown
      ? `not every pod tells a digest of the repository of its container ${unknown.container}`
      : undefined,
  });
}

/** The pods of the present template that run, where all of them are known, and none of another runs. */
function presentPods(
  runner: Runner,
  answers: FollowUpAnswers,
): { pods: RunningPod[] } | { problem: string } {
  const { items, isAll } = readItems(runningPodSchema, answers.pods);
  if (!items) return { problem: 'its pods could not be read' };
  if (!isAll)
    return {
      problem: 'it has more pods than are read, or some that cannot be read',
    };
  const label = presentTemplate(runner, answers);
  if (!label) {
    return {
      problem: 'it cannot be told which pods are of its present template',
    };
  }
  const { uid, name } = runner.metadata;
  const running = items.filter(
    ({ metadata, status }) =>
      metadata.deletionTimestamp === undefined &&
      status?.phase === 'Running' &&
      (WITH_REPLICA_SETS.has(runner.kind)
        ? isOfItsReplicaSet(metadata, name)
        : isOwnedBy(metadata, new Set([uid]))),
  );
  const pods = running.filter(
    ({ metadata }) => metadata.labels?.[label.key] === label.value,
  );
  if (pods.length < running.length) {
    return { problem: 'pods of another template run' };
  }
  return pods.length > 0 ? { pods } : { problem: 'no pod of it runs' };
}

/** Of all pods, each once; undefined where one that runs does not tell its own, or none runs. */
function digestsOf(
  { container }: Image,
  pods: readonly RunningPod[],
  written: ReadonlyMap<string, string>,
): string[] | undefined {
  const digests = new Set<string>();
  for (const { spec, status } of pods) {
    const told = status?.containerStatuses.find(
      each => boundedName(each.name) === container,
    );
    if (!told?.state?.running) continue;
    // Webhooks let pods pull from a mirror.
    const own = spec?.containers.find(({ name }) => name === told.name)?.image;
    const digest = readDigest(told.imageID, [written.get(container), own]);
    if (!digest) return undefined;
    digests.add(digest);
  }
  return digests.size > 0
    ? [...digests].sort().slice(0, MAX_RUNNING_DIGESTS)
    : undefined;
}

/** The images of the template as they are written, by container. */
function writtenImages({ spec }: Runner): ReadonlyMap<string, string> {
  return new Map(
    (spec?.template?.spec?.containers ?? []).flatMap(({ name, image }) =>
      image ? [[boundedName(name), image] as const] : [],
    ),
  );
}
