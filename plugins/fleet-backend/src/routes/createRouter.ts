import type {
  BackstageCredentials,
  HttpAuthService,
  PermissionsService,
} from '@backstage/backend-plugin-api';
import type { TracingService } from '@backstage/backend-plugin-api/alpha';
import type { CatalogService } from '@backstage/plugin-catalog-node';
import { InputError } from '@backstage/errors';
import { Router, type Request } from 'express';
import PromiseRouter from 'express-promise-router';
import type { Knex } from 'knex';
import { ActingClients, Actions } from '../actions';
import { actorOf, type AuditTrail } from '../audit';
import type { AuditEventIntake } from '../auditEvents';
import { KEEP_DAYS } from '../config/readFleetConfig';
import type { FleetEngine } from '../FleetEngine';
import type { FleetVitals } from '../observability';
import type { LiveReaders } from '../live/LiveReaders';
import { AuditChecks } from '../read/audit';
import type { FleetSnapshots, FleetView, FleetViews } from '../read/fleet';
import { Access } from '../permissions/Access';
import { ExceptionAccess } from '../exceptions';
import {
  isEverything,
  NOTHING,
  type Expression,
} from '../permissions/Expression';
import { PromotionAccess } from '../promotions';
import { PlaceScope } from '../permissions/PlaceScope';
import { StatementScope } from '../permissions/StatementScope';
import { cursorKeyOf } from '../read/cursor';
import { MatrixReaders, readPastTime } from '../read/matrix';
import { PreparedAnswer } from '../read/PreparedAnswer';
import { StreamedAnswer } from '../read/StreamedAnswer';
import { CandidateAsker, ClusterAsker } from '../verify';
import { answeredOperations } from './answeredOperations';
import { auditEventsRouter } from './auditEventsRouter';
import type { AccessRules } from './authorize';
import { grant } from './grant';
import { operations } from './operations';
import { sendPrepared } from './sendPrepared';
import { sendStreamed } from './sendStreamed';
import { validatedRequests } from './validatedRequests';

/** So much of an access's key tells it apart from any other. */
const ACCESS_LENGTH = 22;

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
  /** What those see who may not see all. */
  views: Pick<FleetViews, 'of' | 'subjects' | 'subjectsOfPast'>;
  /** Who is told of changes. */
  readers?: Pick<LiveReaders, 'asked'>;
  rules?: AccessRules;
  audit: AuditTrail;
  /** What systems are told through; nothing can be told where absent. */
  actions?: Actions;
  /** What clusters are asked with now; shared with whoever else asks. */
  asker?: ClusterAsker;
  /** How clusters are reached that are none of the fleet; without credentials and private networks where absent. */
  candidates?: CandidateAsker;
  /** Takes what API servers send of their audit logs; nothing is taken where absent. */
  auditEvents?: AuditEventIntake;
  /** For how long the audit is kept; 400 days by default. */
  keepAuditDays?: number;
  catalog: Pick<CatalogService, 'getEntityByRef' | 'getEntitiesByRefs'>;
  /** What all replicas sign cursors with. */
  cursorKey?: Buffer;
  /** Whether it may be said how much is hidden. */
  tellsHidden?: boolean;
  /** For how long what was at a time is held, in milliseconds; by how long ago it is where absent. */
  past?: { heldMs: number };
  tracing?: Pick<TracingService, 'startActiveSpan'>;
  now?: () => number;
}): Promise<Router> {
  const { knex, engine, httpAuth, permissions } = options;
  const now = options.now ?? Date.now;
  const { vitals, snapshots, views, readers, tracing, catalog } = options;
  const { audit, keepAuditDays: keepDays = KEEP_DAYS } = options;
  const actions =
    options.actions ??
    new Actions({
      audit,
      clients: new ActingClients({ registry: engine.registry, config: [] }),
      holder: 'nobody',
      onStarted: () => {},
    });
  const asker =
    options.asker ?? new ClusterAsker({ registry: engine.registry });
  const candidates =
    options.candidates ??
    new CandidateAsker({
      network: {
        allow: [],
        allowSkipTlsVerify: [],
        allowAmbientCredentials: [],
      },
      credentials: [],
    });
  const placeScopes = async (view: FleetView | undefined) => {
    const clusters = await views.subjects();
    const within = view?.fleet.limited.includes('clusters')
      ? { within: new Set(view.fleet.byId.keys()) }
      : {};
    return (expression = NOTHING) =>
      new PlaceScope({ clusters, expression, ...within });
  };
  const checks = new AuditChecks({ knex, keepDays });
  const matrices = new MatrixReaders({
    knex,
    rollouts: engine.rollouts,
    past: options.past,
  });
  const router = PromiseRouter();
  const guarded = Router();
  guarded.use((_, response, next) => {
    // What is refused is kept by nobody, not even for as long as it may guess.
    response.set('cache-control', 'no-store');
    response.set('x-content-type-options', 'nosniff');
    response.vary('authorization');
    next();
  });
  const { auditEvents } = options;
  // Its form is Kubernetes', and longer than what is told otherwise.
  if (auditEvents) guarded.use(auditEventsRouter(auditEvents));
  guarded.use(validatedRequests());
  guarded.use(router);
  for (const { path, method, id: operationId } of answeredOperations) {
    const operation = operations[operationId];
    if (!operation) {
      throw new Error(
        `The operation '${operationId}' of openapi.yaml has no handler. Add it to operations.ts.`,
      );
    }
    const route = path.replace(/\{(\w+)\}/g, ':$1');
    router[method](route, async (request, response) => {
      const started = performance.now();
      response.once('finish', () =>
        vitals.pageServed({
          operation: operationId,
          status: response.statusCode,
          durationMs: performance.now() - started,
        }),
      );
      const credentials = await httpAuth.credentials(request, {
        allow: operation.isForServices ? ['service'] : ['user', 'service'],
      });
      const actor = actorOf(credentials);
      const granted = await grant({
        permissions,
        credentials,
        operationId,
        operation,
        rules: options.rules,
        audit,
        actor,
        request,
      });
      const { access, acting, things } = granted;
      if (access && actor.type === 'user') readers?.asked(actor.id, access);
      // No name holds one, and PostgreSQL takes none in a text.
      if (request.url.includes('%00')) {
        throw new InputError(
          'The request holds a NUL character, %00. Leave it out.',
        );
      }
      if (operation.noted) {
        const target = { id: operation.noted.replace(/-read$/, '') };
        const entry = { event: operation.noted, actor, target };
        await audit.note(entry, { request });
      }
      const actingScope = async () => {
        if (!acting) return 'nothing';
        return acting.isWhole ? 'all' : (await views.of(acting)).scope;
      };
      const answer = async () => {
        const isLimited = access && !access.isWhole;
        const view = isLimited ? await views.of(access) : undefined;
        return operation.handle({
          context: {
            knex,
            now: now(),
            cursorKey: cursorKeyOf(
              questionOf({ operationId, request, access, things }),
              options.cursorKey,
            ),
            tellsHidden: options.tellsHidden,
            namesOf: id => engine.registry.get(id)?.names ?? [],
            resolver: engine.registry,
            ...(things && !isEverything(things)
              ? {
                  things: new StatementScope({
                    knex,
                    clusters: await views.subjects(),
                    past: await views.subjectsOfPast(),
                    expression: things,
                  }),
                }
              : {}),
            ...(view
              ? {
                  view,
                  mayReadEntities: refs =>
                    readableEntities(catalog, refs, credentials),
                }
              : {}),
          },
          engine,
          vitals,
          ...(auditEvents ? { auditEvents } : {}),
          fleet: async () => {
            // What of it might be seen was not asked for.
            if (!access) throw new Error(`'${operationId}' reads no clusters`);
            return view?.fleet ?? snapshots.latest();
          },
          matrix: async at => {
            const entities = engine.mirror.index();
            const whole = view?.whole ?? (await snapshots.latest());
            if (at !== undefined) {
              const time = await readPastTime(knex, at, now());
              return matrices.past(time, {
                access: access ?? Access.whole,
                whole,
                ...(view ? { view } : {}),
                entities,
              });
            }
            return access && view
              ? matrices.limited(access, view, entities)
              : matrices.whole(whole, entities);
          },
          wholeMatrix: async at => {
            const entities = engine.mirror.index();
            const whole = view?.whole ?? (await snapshots.latest());
            if (at === undefined) return matrices.whole(whole, entities);
            const time = await readPastTime(knex, at, now());
            return matrices.past(time, {
              access: Access.whole,
              whole,
              entities,
            });
          },
          mayReadEntity: async ref =>
            (await catalog.getEntityByRef(ref, { credentials })) !== undefined,
          audit: { trail: audit, checks, keepDays, actor, request },
          actingScope,
          reaches: async () => {
            const scopeOf = await placeScopes(view);
            return {
              reads: {
                places: scopeOf(access?.instances),
                cells: view ? view.scope : 'all',
              },
              acts: {
                places: scopeOf(acting?.instances),
                cells: await actingScope(),
              },
            };
          },
          exceptionAccess: async () => {
            const scopeOf = await placeScopes(view);
            return new ExceptionAccess({
              entities: engine.mirror.index(),
              reads: scopeOf(things),
              waives: scopeOf(granted.waiving),
              approves: scopeOf(granted.approving),
              ...(actor.type === 'user' ? { person: actor.id } : {}),
              rules: engine.compliance?.settings,
            });
          },
          wholeFleet: async () => view?.whole ?? snapshots.latest(),
          promotionAccess: async () => {
            const clusters = await views.subjects();
            const within = view?.fleet.limited.includes('clusters')
              ? { within: new Set(view.fleet.byId.keys()) }
              : {};
            const scopeOf = (expression = NOTHING) =>
              new PlaceScope({ clusters, expression, ...within });
            return new PromotionAccess({
              entities: engine.mirror.index(),
              instances: scopeOf(access?.instances),
              reads: scopeOf(things),
              promotes: scopeOf(granted.promoting),
              approves: scopeOf(granted.approvingPromotions),
              ...(actor.type === 'user' ? { person: actor.id } : {}),
            });
          },
          actions,
          asker,
          candidates,
          now,
          body: request.body,
          path: request.params as Record<string, string>,
          query: request.query,
        });
      };
      const body = tracing
        ? await tracing.startActiveSpan(`fleet.${operationId}`, answer)
        : await answer();
      // Who may see it was decided for this request alone.
      if (method === 'get') response.set('cache-control', 'private, no-cache');
      if (body instanceof PreparedAnswer) {
        await sendPrepared(request, response, body);
        return;
      }
      if (body instanceof StreamedAnswer) {
        await sendStreamed(response, body);
        return;
      }
      if (access && 'revision' in body) {
        // Readers who may see different things have revisions of their own.
        response.set(
          'etag',
          `"${body.revision}-${access.key.slice(0, ACCESS_LENGTH)}"`,
        );
      }
      if (operationId === 'getChanges' && request.fresh) {
        response.status(304).end();
        return;
      }
      response.json(body);
    });
  }
  return guarded;
}

/** What all pages of a list have in common, and no other list. */
function questionOf(options: {
  operationId: string;
  request: Request;
  access: Access | undefined;
  things: Expression | undefined;
}): unknown {
  const { operationId, request, access, things } = options;
  const { cursor: _, limit: __, ...filters } = request.query;
  return [
    operationId,
    Object.entries(request.params).sort(byKey),
    Object.entries(filters).sort(byKey),
    // Whoever may read what is no resource may read all of it.
    access?.key ?? 'all',
    ...(things ? [things] : []),
  ];
}

function byKey([left]: [string, unknown], [right]: [string, unknown]): number {
  return left < right ? -1 : Number(left > right);
}

/** Those entities that the catalog shows to somebody. */
async function readableEntities(
  catalog: Pick<CatalogService, 'getEntitiesByRefs'>,
  entityRefs: readonly string[],
  credentials: BackstageCredentials,
): Promise<ReadonlySet<string>> {
  if (entityRefs.length === 0) return new Set();
  const { items } = await catalog.getEntitiesByRefs(
    { entityRefs: [...entityRefs], fields: ['kind'] },
    { credentials },
  );
  return new Set(entityRefs.filter((_, index) => items[index]));
}
