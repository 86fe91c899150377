import { isMap } from 'yaml';
import { mapsOf, type Json, type YamlPath } from '../../yaml';
import type { Manifest } from '../Manifest';

/** Generators that hold others. */
const COMBINED = ['matrix', 'merge'] as const;
const DEEPEST = 4;

/** A generator of an ApplicationSet, and where it is. */
export type Generator = { at: YamlPath; map: { [key: string]: Json } };

/** All generators of an ApplicationSet, with those that others combine. */
export function generatorsOf(
  manifest: Manifest,
  at: YamlPath = ['spec', 'generators'],
  depth = 0,
): Generator[] {
  if (depth > DEEPEST) return [];
  return mapsOf(manifest.value(at)).flatMap(({ map, index }) => {
    const own = [...at, index];
    return [
      { at: own, map },
      ...COMBINED.filter(key => isMap(manifest.node([...own, key]))).flatMap(
        key => generatorsOf(manifest, [...own, key, 'generators'], depth + 1),
      ),
    ];
  });
}

/** The elements of all list generators, and where they are. */
export function elementsOf(manifest: Manifest): Generator[] {
  return generatorsOf(manifest)
    .filter(({ at }) => isMap(manifest.node([...at, 'list'])))
    .flatMap(({ at }) => {
      const list = [...at, 'list', 'elements'];
      return mapsOf(manifest.value(list)).map(({ map, index }) => ({
        at: [...list, index],
        map,
      }));
    });
}
