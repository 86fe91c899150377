import { isMadeBy } from '@fleetview/backstage-plugin-fleet-common';
import type { BoundThing } from './types';

/** What a policy looked at. */
type Resource = { kind: string; namespace?: string; name: string };

/** Names that Kubernetes makes have at most so many parts after that of what made them. */
const MOST_PARTS = 3;

const keyOf = ({ kind, namespace = '', name }: Resource) =>
  `${namespace}/${kind}/${name}`;

/**
 * Finds the component that something belongs to which a policy looked at: that of the
 * workload, or of the workload that made it, as their names tell; else the one that is
 * alone in the namespace. Else none is named, and none where several could have made
 * it: a policy's word must not grant anybody a component.
 */
export function componentLookup(
  things: readonly BoundThing[],
): (resource: Resource) => string {
  const byKey = new Map(things.map(thing => [keyOf(thing), thing.entityRef]));
  const byName = new Map<string, BoundThing[]>();
  const inNamespace = new Map<string, Set<string>>();
  for (const thing of things) {
    const { namespace, name, entityRef } = thing;
    const named = byName.get(`${namespace}/${name}`);
    if (named) named.push(thing);
    else byName.set(`${namespace}/${name}`, [thing]);
    const refs = inNamespace.get(namespace) ?? new Set();
    inNamespace.set(namespace, refs.add(entityRef));
  }
  const makersOf = (resource: Resource): Set<string> => {
    const { namespace = '', name } = resource;
    const refs = new Set<string>();
    let end = name.length;
    for (let part = 0; part < MOST_PARTS; part++) {
      end = name.lastIndexOf('-', end - 1);
      if (end <= 0) break;
      const named = byName.get(`${namespace}/${name.slice(0, end)}`) ?? [];
      for (const thing of named) {
        if (isMadeBy(resource, thing)) refs.add(thing.entityRef);
      }
    }
    return refs;
  };
  return resource => {
    const own = byKey.get(keyOf(resource));
    if (own !== undefined) return own;
    const makers = makersOf(resource);
    if (makers.size > 1) return '';
    const refs =
      makers.size === 1 ? makers : inNamespace.get(resource.namespace ?? '');
    return refs?.size === 1 ? [...refs][0] : '';
  };
}
