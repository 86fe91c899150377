import type {
  FleetPromotion,
  PipelineStage,
} from '@fleetview/backstage-plugin-fleet-common';
import {
  shortVersion,
  untrustedName,
} from '@fleetview/backstage-plugin-fleet-react';
import type { Text } from '../translation';

type Image = { repository: string; tag?: string; digest?: string };
type Release = FleetPromotion['release'];

/** The name of a wave, of its key: `stage/wave/part`. */
export function waveName(key: string, t: Text): string {
  const [, name, part, ...rest] = key.split('/');
  if (!name || !part || rest.length > 0) return untrustedName(key);
  return part === '1'
    ? untrustedName(name)
    : t('promotions.stage.part', { name: untrustedName(name), part });
}

/** Names of clusters for a sentence; of many the first ones, and how many more. */
export function clusterNames(
  clusters: readonly { name: string }[],
  t: Text,
  most = 4,
): string {
  const names = clusters.slice(0, most).map(({ name }) => untrustedName(name));
  const more = clusters.length - names.length;
  return more > 0
    ? `${names.join(', ')} ${t('promotions.stage.more', { count: more })}`
    : names.join(', ');
}

/** What people call an image: its tag, else what it is. */
export function imageVersion({ tag, digest }: Image): string | undefined {
  return tag ?? (digest && shortVersion(digest));
}

/** The last part of the name of a repository. */
export function imageName({ repository }: Image): string {
  return repository.slice(repository.lastIndexOf('/') + 1);
}

/** What people call a release. */
export function releaseVersion(release: Release | undefined): string {
  const [image] = release?.images ?? [];
  const version =
    (image && imageVersion(image)) ??
    (release?.revision && shortVersion(release.revision.value));
  return untrustedName(version ?? '');
}

/** A time that something has to last: "10 min", "1 h". */
export function durationParts(seconds: number): {
  unit: 'seconds' | 'minutes' | 'hours' | 'days';
  value: number;
} {
  if (seconds < 120) return { unit: 'seconds', value: Math.round(seconds) };
  if (seconds < 7200)
    return { unit: 'minutes', value: Math.round(seconds / 60) };
  if (seconds < 172_800) {
    return { unit: 'hours', value: Math.round(seconds / 3600) };
  }
  return { unit: 'days', value: Math.round(seconds / 86_400) };
}

const COUNTED = ['new', 'changed', 'removed', 'unchanged', 'unknown'] as const;

/** How much of a plan is what, without what there is none of. */
export function countWords(counts: FleetPromotion['counts'], t: Text): string {
  const words = COUNTED.filter(change => counts[change] > 0).map(change =>
    t(`promotions.counts.${change}`, { count: counts[change] }),
  );
  return words.length > 0 ? words.join(' · ') : t('promotions.counts.none');
}

/** Whether the same release is on its way to a stage. */
export function isUnderWay(
  stage: Pick<PipelineStage, 'promotion'>,
  release: string | undefined,
): boolean {
  const { promotion } = stage;
  return (
    promotion !== undefined &&
    promotion.endedAt === undefined &&
    promotion.release === release
  );
}
