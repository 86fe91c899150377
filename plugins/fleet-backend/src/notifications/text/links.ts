import { parseEntityRef } from '@backstage/catalog-model';

/** Addresses of the portal's own pages, each part of them encoded. */

function search(values: Record<string, string>): string {
  const parts = Object.entries(values).map(
    ([key, value]) => `${key}=${encodeURIComponent(value)}`,
  );
  return parts.length > 0 ? `?${parts.join('&')}` : '';
}

/** A tab of the page that the catalog has of an entity; the fleet's where it is of a user. */
export function entityLink(ref: string, tab: 'compliance' | 'cost'): string {
  const { kind, namespace, name } = parseEntityRef(ref);
  if (kind.toLocaleLowerCase('en') === 'user') return `/fleet/${tab}`;
  const path = [namespace, kind.toLocaleLowerCase('en'), name]
    .map(encodeURIComponent)
    .join('/');
  return `/catalog/${path}/${tab}`;
}

export function clusterLink(id: string, tab: string): string {
  return `/fleet/clusters/${encodeURIComponent(id)}${search({ tab })}`;
}

/** The page of drift, with an episode where one is named. */
export function driftLink(episode?: string): string {
  return `/fleet/drift${search(episode === undefined ? {} : { episode })}`;
}

export function exceptionsLink(values: Record<string, string> = {}): string {
  return `/fleet/exceptions${search(values)}`;
}
