import type { ReactElement } from 'react';
import type { Entity } from '@backstage/catalog-model';
import { identityApiRef } from '@backstage/core-plugin-api';
import {
  EntityProvider,
  entityRouteRef,
} from '@backstage/plugin-catalog-react';
import {
  mockApis,
  renderInTestApp,
  TestApiProvider,
} from '@backstage/test-utils';
import {
  createFleetClock,
  createFleetQueryClient,
  fleetApiRef,
  FleetQueryProvider,
} from '@fleetview/backstage-plugin-fleet-react';
import {
  FakeFleetApi,
  NOW,
} from '@fleetview/backstage-plugin-fleet-react/testing';
import { rootRouteRef, templateRouteRef } from '../routing';

/** An entity of the catalog, as a page of it has it. */
export function entityOf(
  kind: string,
  name: string,
  relations: Entity['relations'] = [],
): Entity {
  return {
    apiVersion: 'backstage.io/v1alpha1',
    kind,
    metadata: { name, namespace: 'default' },
    spec: {},
    relations,
  };
}

/**
 * Draws a card or a tab of an entity at the moment at which the world of the tests
 * stands still, with a cache of its own.
 */
export async function renderCard(
  card: ReactElement,
  options: {
    api?: FakeFleetApi;
    entity?: Entity;
    /** What the reader owns things by. */
    owners?: string[];
    path?: string;
    /** Whether the portal has templates. */
    hasScaffolder?: boolean;
  } = {},
): Promise<{ api: FakeFleetApi; container: HTMLElement }> {
  const { api = new FakeFleetApi(), entity, owners = [] } = options;
  const inProvider = (
    <FleetQueryProvider
      client={createFleetQueryClient()}
      clock={createFleetClock(() => NOW)}
    >
      {card}
    </FleetQueryProvider>
  );
  const { container } = await renderInTestApp(
    <TestApiProvider
      apis={[
        [fleetApiRef, api],
        [identityApiRef, mockApis.identity({ ownershipEntityRefs: owners })],
      ]}
    >
      {entity ? (
        <EntityProvider entity={entity}>{inProvider}</EntityProvider>
      ) : (
        inProvider
      )}
    </TestApiProvider>,
    {
      routeEntries: [options.path ?? '/'],
      mountedRoutes: {
        '/fleet': rootRouteRef,
        '/catalog/:namespace/:kind/:name': entityRouteRef,
        ...(options.hasScaffolder
          ? { '/create/templates/:namespace/:templateName': templateRouteRef }
          : {}),
      },
    },
  );
  return { api, container };
}
