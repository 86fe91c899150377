import type {
  HttpAuthService,
  PermissionsService,
} from '@backstage/backend-plugin-api';
import type { TracingService } from '@backstage/backend-plugin-api/alpha';
import { createValidatedOpenApiRouter } from '@backstage/backend-openapi-utils';
import { InputError } from '@backstage/errors';
import type { Router } from 'express';
import type { Knex } from 'knex';
import type { FleetEngine } from '../FleetEngine';
import type { FleetVitals } from '../observability';
import { spec } from '../schema/openapi.generated';
import type { FleetSnapshots } from '../read/fleet';
import { PreparedAnswer } from '../read/PreparedAnswer';
import { authorize } from './authorize';
import { operations } from './operations';
import { sendPrepared } from './sendPrepared';

type Document = Parameters<typeof createValidatedOpenApiRouter>[0];

/**
 * Serves the OpenAPI document: each operation validated by it, behind the
 * permission that it declares. An operation of the document without a handler
 * and a permission does not start.
 */
export async function createRouter(options: {
  knex: Knex;
  engine: FleetEngine;
  httpAuth: HttpAuthService;
  permissions: PermissionsService;
  vitals: FleetVitals;
  snapshots: FleetSnapshots;
  tracing?: Pick<TracingService, 'startActiveSpan'>;
  now?: () => number;
}): Promise<Router> {
  const { knex, engine, httpAuth, permissions } = options;
  const now = options.now ?? Date.now;
  const { vitals, snapshots, tracing } = options;
  const router = createValidatedOpenApiRouter(
    spec as unknown as Document,
  ) as unknown as Router;
  for (const [path, methods] of Object.entries(spec.paths)) {
    const { operationId } = methods.get;
    const operation = operations[operationId];
    if (!operation) {
      throw new Error(
        `The operation '${operationId}' of openapi.yaml has no handler. Add it to operations.ts.`,
      );
    }
    router.get(path.replace(/\{(\w+)\}/g, ':$1'), async (request, response) => {
      const started = performance.now();
      response.once('finish', () =>
        vitals.pageServed({
          operation: operationId,
          status: response.statusCode,
          durationMs: performance.now() - started,
        }),
      );
      const credentials = await httpAuth.credentials(request, {
        allow: ['user', 'service'],
      });
      await authorize({
        permissions,
        credentials,
        permission: operation.permission,
      });
      // No name holds one, and PostgreSQL takes none in a text.
      if (request.url.includes('%00')) {
        throw new InputError(
          'The request holds a NUL character, %00. Leave it out.',
        );
      }
      const answer = () =>
        operation.handle({
          context: { knex, now: now() },
          engine,
          vitals,
          fleet: () => snapshots.latest(),
          path: request.params as Record<string, string>,
          query: request.query,
        });
      const body = tracing
        ? await tracing.startActiveSpan(`fleet.${operationId}`, answer)
        : await answer();
      // Who may see it was decided for this request alone.
      response.set('cache-control', 'private, no-cache');
      if (body instanceof PreparedAnswer) {
        await sendPrepared(request, response, body);
        return;
      }
      if ('revision' in body) {
        response.set('etag', `"${body.revision}"`);
      }
      if (operationId === 'getChanges' && request.fresh) {
        response.status(304).end();
        return;
      }
      response.json(body);
    });
  }
  return router;
}
