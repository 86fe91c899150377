import type { Json } from './valueText';

/** The texts of a list; what else is in it is no entry of a kustomization. */
export function textsOf(list: Json | undefined): string[] {
  return Array.isArray(list)
    ? list.filter((each): each is string => typeof each === 'string')
    : [];
}

/** The maps of a list, with where they stand in it. */
export function mapsOf(
  list: Json | undefined,
): { index: number; map: { [key: string]: Json } }[] {
  return Array.isArray(list)
    ? list.flatMap((map, index) =>
        typeof map === 'object' && map !== null && !Array.isArray(map)
          ? [{ index, map }]
          : [],
      )
    : [];
}

/** The group of an `apiVersion`; empty for the core group. */
export function groupOf(apiVersion: unknown): string {
  return typeof apiVersion === 'string' && apiVersion.includes('/')
    ? apiVersion.split('/')[0]
    : '';
}

/** What is no text is an empty one. */
export function textOf(value: unknown): string {
  return typeof value === 'string' ? value : '';
}
