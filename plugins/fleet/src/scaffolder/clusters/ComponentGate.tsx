import type { ReactNode } from 'react';
import type { EntityKey } from '@fleetview/backstage-plugin-fleet-common';
import {
  useComponentInstances,
  type Sight,
} from '@fleetview/backstage-plugin-fleet-react';
import { placesOf, type ComponentPlaces } from './componentPlaces';
import { useComponentOwners } from './useComponentOwners';

const MOST_INSTANCES = 1_000;

/** How far it is known where a component runs. */
export type PlacesSight = Sight<ComponentPlaces>;

/**
 * Where a component runs, for what stands in it; nothing of it where there is none.
 */
export function ComponentGate(props: {
  component: EntityKey | undefined;
  children: (places: PlacesSight | undefined) => ReactNode;
}) {
  return props.component ? (
    <Places component={props.component}>{props.children}</Places>
  ) : (
    <>{props.children(undefined)}</>
  );
}

function Places(props: {
  component: EntityKey;
  children: (places: PlacesSight) => ReactNode;
}) {
  const { sight, isComplete, isCut } = useComponentInstances(
    props.component,
    MOST_INSTANCES,
  );
  const owners = useComponentOwners(props.component);
  if (sight.kind !== 'ready') return <>{props.children(sight)}</>;
  // Half of it would put clusters where they do not belong.
  if (!isComplete && !isCut && !sight.failure) {
    return <>{props.children({ kind: 'loading' })}</>;
  }
  return (
    <>{props.children({ ...sight, data: placesOf(sight.data, owners) })}</>
  );
}
