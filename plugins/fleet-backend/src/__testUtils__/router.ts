import { mockErrorHandler, mockServices } from '@backstage/backend-test-utils';
import {
  AuthorizeResult,
  type PolicyDecision,
} from '@backstage/plugin-permission-common';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import express from 'express';
import type { Knex } from 'knex';
import type { FleetEngine } from '../FleetEngine';
import { FleetVitals } from '../observability';
import { operatorNames } from '../permissions/operatorNames';
import { FleetSnapshots, FleetViews } from '../read/fleet';
import { createRouter } from '../routes/createRouter';
import { testAudit } from './audit';
import { RecordingMetrics } from './RecordingMetrics';

type Options = Parameters<typeof createRouter>[0];

/** A policy that decides as a test says; all is allowed unless it says otherwise. */
export function policyOf(
  decide: (permission: string) => PolicyDecision = () => ({
    result: AuthorizeResult.ALLOW,
  }),
): Options['permissions'] {
  return mockServices.permissions.mock({
    authorizeConditional: async queries =>
      queries.map(({ permission }) => decide(permission.name)),
    authorize: async queries =>
      queries.map(({ permission }) => {
        const { result } = decide(permission.name);
        // Of what is no resource there is no part that a condition could mean.
        return {
          result:
            result === AuthorizeResult.ALLOW
              ? AuthorizeResult.ALLOW
              : AuthorizeResult.DENY,
        };
      }),
  });
}

/** The routes as the plugin serves them. */
export async function serveRoutes(
  knex: Knex,
  engine: Pick<FleetEngine, 'adapters' | 'mirror' | 'problems' | 'registry'> &
    Partial<
      Pick<
        FleetEngine,
        | 'rollouts'
        | 'sourceStates'
        | 'compliance'
        | 'skew'
        | 'promotions'
        | 'costs'
        | 'configuredPrices'
        | 'tellPrices'
        | 'telling'
      >
    >,
  over: Partial<Options> & { namesOf?: (id: string) => readonly string[] } = {},
): Promise<express.Express> {
  const { namesOf = id => operatorNames(engine.registry.get(id)), ...options } =
    over;
  const entities = () => engine.mirror.index();
  const snapshots =
    options.snapshots ??
    FleetSnapshots.create({ knex, entities, now: options.now });
  const router = await createRouter({
    knex,
    engine: engine as FleetEngine,
    snapshots,
    views: new FleetViews({ knex, snapshots, entities, namesOf }),
    catalog: catalogServiceMock(),
    vitals: FleetVitals.create({ metrics: new RecordingMetrics() }),
    audit: testAudit(knex),
    httpAuth: mockServices.httpAuth({ pluginId: 'fleet' }),
    permissions: policyOf(),
    ...options,
  });
  return express().use(router).use(mockErrorHandler());
}
