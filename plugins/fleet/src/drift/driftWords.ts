import type {
  FleetDriftAuditLog,
  FleetDriftAuthor,
  FleetDriftEpisode,
  FleetDriftWrite,
} from '@fleetview/backstage-plugin-fleet-common';
import { entityName } from '@fleetview/backstage-plugin-fleet-react';
import type { Text } from '../translation';
import { DRIFT_AGES, type FacetKey, type FilterKey } from './driftFilters';
import { classKey } from './driftClasses';

const REASONS = [
  'known-tool',
  'known-controller',
  'scaled',
  'known-webhook',
  'changed-on-write',
  'added-on-write',
  'filled-in-on-write',
  'not-there',
  'not-asked-for',
  'engine-behind',
  'engine-failed',
  'engine-says',
  'no-author',
  'authors-disagree',
  'author-of-surroundings',
  'other-engine',
  'engine-wrote-it',
  'unknown-manager',
] as const;

const FITS = [
  'manager-and-second',
  'second',
  'deleted',
  'deleted-with-others',
  'created',
  'meanwhile',
] as const;

const SILENCES = [
  'not-received',
  'unknown-kind',
  'unknown-time',
  'before-kept',
  'none-fits',
] as const;

const CONFIDENCES = ['owner', 'part', 'parent', 'ambiguous'] as const;

/** A resource as it is called: `Deployment payments/checkout`. */
export function resourceWords(resource: FleetDriftEpisode['resource']): string {
  const { kind, namespace, name } = resource;
  return `${kind} ${[namespace, name].filter(Boolean).join('/')}`;
}

/** Where it differs, in one line. */
export function pathWords(episode: FleetDriftEpisode, t: Text): string {
  const { isWhole, paths, pathsTotal } = episode;
  if (isWhole) return t(`drift.whole.${wholeKey(episode.class)}`);
  const [first] = paths;
  if (first === undefined) return t('drift.unknownPaths');
  const others = Math.max(pathsTotal, paths.length) - 1;
  return others > 0
    ? t('drift.more', { first, amount: others.toLocaleString('en') })
    : first;
}

function wholeKey(driftClass: string): 'missing' | 'extra' | 'other' {
  return driftClass === 'missing' || driftClass === 'extra'
    ? driftClass
    : 'other';
}

/** Why a class was found, in a sentence. */
export function becauseWords(because: string, t: Text): string {
  const known = REASONS.find(each => each === because);
  return known
    ? t(`drift.because.${known}`)
    : t('drift.because.other', { key: because });
}

/** How sure it is that an author wrote what differs. */
export function confidenceWords(author: FleetDriftAuthor, t: Text): string {
  const known = CONFIDENCES.find(each => each === author.confidence);
  return t(`drift.author.${known ?? 'ambiguous'}`);
}

/** Why a write of an audit log is thought to be what differs. */
export function fitWords(fit: FleetDriftWrite['fit'], t: Text): string {
  const known = FITS.find(each => each === fit);
  return t(`drift.auditLog.fits.${known ?? 'meanwhile'}`);
}

/** Why an audit log names nobody. */
export function auditLogWords(
  because: FleetDriftAuditLog['because'],
  t: Text,
): string {
  const known = SILENCES.find(each => each === because);
  return t(`drift.auditLog.because.${known ?? 'none-fits'}`);
}

/** A value of a filter as people read it. */
export function valueWords(key: FilterKey, value: string, t: Text): string {
  switch (key) {
    case 'class':
      return t(`drift.classes.${classKey(value)}`);
    case 'age': {
      const age = DRIFT_AGES.find(each => each === value);
      return age ? t(`drift.ages.${age}`) : value;
    }
    case 'same':
      return t('drift.filters.sameValue');
    case 'cluster':
      return value;
    default:
      return value === '' ? noneWords(key, t) : entityName(value);
  }
}

/** What stands in a list of things by something, for what has none of it. */
export function noneWords(key: FacetKey | FilterKey, t: Text): string {
  switch (key) {
    case 'owner':
    case 'component':
    case 'region':
    case 'environment':
      return t(`drift.ofNone.${key}`);
    default:
      return t('drift.ofNone.other');
  }
}
