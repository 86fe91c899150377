import {
  SKEW_ASPECTS,
  type SkewAspect,
} from '@fleetview/backstage-plugin-fleet-common';

/** The aspect that a URL names; all where it names none. */
export function aspectOf(name: string | null): SkewAspect | 'all' {
  return SKEW_ASPECTS.find(each => each === name) ?? 'all';
}

/** The same address with another aspect. */
export function withAspect(
  search: URLSearchParams,
  aspect: SkewAspect | 'all',
): string {
  const next = new URLSearchParams(search);
  next.delete('detail');
  if (aspect === 'all') next.delete('aspect');
  else next.set('aspect', aspect);
  return `?${next}`;
}
