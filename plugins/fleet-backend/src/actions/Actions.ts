import { randomUUID } from 'node:crypto';
import {
  ConflictError,
  InputError,
  NotAllowedError,
  ServiceUnavailableError,
} from '@backstage/errors';
import {
  boundedText,
  type ActionPlan as ShownPlan,
  type ActionQuestion,
  type ActionRequest,
  type ActionRun,
} from '@fleetview/backstage-plugin-fleet-common';
import type {
  ActionContext,
  ActionPlan,
  AdapterAction,
  FleetAdapter,
} from '@fleetview/backstage-plugin-fleet-node';
import {
  KubernetesClient,
  KubernetesError,
  objectPath,
} from '@fleetview/kube-watch';
import type {
  AuditActor,
  AuditOperation,
  AuditRequest,
  AuditTrail,
} from '../audit';
import type { EntityIndex } from '../mapping/EntityIndex';
import { defined, type ReadContext, type Row } from '../read/types';
import type { ActingClients } from './ActingClients';
import { findInstance, type ActionScope } from './ActionScope';
import { makePlan, type Made } from './makePlan';
import { readTargets, type Target } from './readTargets';
import { getRun } from './readRuns';
import { moveRun, nameOf, toOpenRun, type OpenRun } from './runs';
import { shownChanges } from './shownChanges';

/** Whose changes they are, for the API server and for whoever reads an object's managed fields. */
const FIELD_MANAGER = 'fleet-backstage';
/** Somebody else writes to an object all the time, such as its controller: it is planned anew. */
const ATTEMPTS = 3;
/** What a cluster is waited for in all: reading, asking and patching. */
const WITHIN_MS = 25_000;
/** A run is followed for so long. */
export const FOLLOW_MS = 10 * 60_000;
/** Who tells writes for itself alone for so long; then it is others' to say what became of it. */
const TELLING_MS = 60_000;

/** Who asks, and what he may see and act on. */
export type Asked = {
  context: ReadContext;
  scope: ActionScope;
  entities: EntityIndex;
  adapters: readonly FleetAdapter[];
  actor: AuditActor;
  request?: AuditRequest;
  instanceId: string;
};

/**
 * Tells systems something: what an adapter plans, on the object as it is, with
 * credentials of its own, for who may, with a reason. That it is asked for is in the
 * audit and in the row of a run before the API server hears of it.
 */
export class Actions {
  readonly #audit: AuditTrail;
  readonly #clients: ActingClients;
  readonly #holder: string;
  readonly #onStarted: (run: OpenRun) => void;

  constructor(options: {
    audit: AuditTrail;
    clients: ActingClients;
    /** This replica. */
    holder: string;
    /** It is told, and has to be followed. */
    onStarted: (run: OpenRun) => void;
  }) {
    this.#audit = options.audit;
    this.#clients = options.clients;
    this.#holder = options.holder;
    this.#onStarted = options.onStarted;
  }

  get clients(): ActingClients {
    return this.#clients;
  }

  /** What it would do. @throws NotAllowedError, NotFoundError, InputError */
  async plan(asked: Asked, question: ActionQuestion): Promise<ShownPlan> {
    const { target, action } = await this.#find(asked, question);
    const made = await this.#make(asked, target, action, question);
    if ('refused' in made) return { refused: made.refused, changes: [] };
    const { plan, resourceVersion } = made;
    return defined({
      effect: boundedText(plan.effect),
      revertedBy: plan.revertedBy && boundedText(plan.revertedBy),
      changes: shownChanges(plan.patches),
      resourceVersion,
    });
  }

  /**
   * Does it, and begins to follow it.
   *
   * @throws NotAllowedError, NotFoundError, InputError; ConflictError where it would do
   *   something else than was shown, or cannot be done; ServiceUnavailableError where the
   *   cluster or the audit does not answer
   */
  async start(asked: Asked, request: ActionRequest): Promise<ActionRun> {
    const { context, actor } = asked;
    const reason = request.reason.trim();
    if (!reason) throw new InputError('A reason is needed.');
    const { target, action, instance } = await this.#find(asked, request);
    const parameters = request.parameters ?? {};
    const run = randomUUID();
    const operation = await this.#audit.begin(
      {
        event: 'action-asked',
        actor,
        target: { id: instance.id, name: nameOf(target.object) },
        after: {
          run,
          action: action.id,
          cluster: target.observer,
          object: nameOf(target.object),
          parameters: JSON.stringify(parameters),
          effect: request.effect,
        },
        reason,
      },
      { request: asked.request },
    );
    try {
      await this.#tell({
        asked,
        request: { ...request, reason, parameters },
        target,
        action,
        runId: run,
        operation,
      });
    } catch (error) {
      if (error instanceof ConflictError) {
        await operation.refuse(`${reason} — refused: ${error.message}`);
      } else {
        await operation.fail(error);
      }
      throw error;
    }
    return getRun({ ...context, view: undefined }, asked.adapters, run);
  }

  async #find(
    asked: Asked,
    { targetId, action: id }: Pick<ActionQuestion, 'targetId' | 'action'>,
  ): Promise<{ target: Target; action: AdapterAction; instance: Row }> {
    const instance = await findInstance(asked.context, asked.instanceId);
    const targets = await readTargets({
      ...asked,
      clients: this.#clients,
      instance,
    });
    const target = targets.find(({ shown }) => shown.id === targetId);
    const action = target?.actions.find(each => each.id === id);
    if (!target || !action) {
      throw new InputError(
        `The instance has nothing with the id '${targetId}' that can be told '${id}'. Ask for its actions again.`,
      );
    }
    const { state, reason = state } = target.availability;
    if (state === 'not-permitted') {
      const error = new NotAllowedError(reason);
      await this.#audit.note(
        {
          event: 'action-refused',
          actor: asked.actor,
          target: {
            id: instance.id,
            name: `${action.id} ${nameOf(target.object)}`,
          },
          reason,
        },
        { request: asked.request, refused: error },
      );
      throw error;
    }
    return { target, action, instance };
  }

  async #make(
    asked: Asked,
    target: Target,
    action: AdapterAction,
    { parameters = {} }: Pick<ActionQuestion, 'parameters'>,
    requestedAt = asked.context.now,
  ): Promise<Made> {
    const { state, reason = state } = target.availability;
    if (state !== 'available') {
      return { refused: reason, isUnreachable: state === 'unreachable' };
    }
    const client = this.#clients.of(target.observer);
    if (!(client instanceof KubernetesClient))
      return { refused: client.reason };
    return makePlan({
      client,
      target,
      action,
      parameters,
      context: contextOf(target, asked.actor, requestedAt),
      signal: AbortSignal.timeout(WITHIN_MS),
    });
  }

  async #tell(options: {
    asked: Asked;
    request: ActionRequest;
    target: Target;
    action: AdapterAction;
    runId: string;
    operation: AuditOperation<'action-asked'>;
  }): Promise<void> {
    const { asked, request, target, action, runId, operation } = options;
    const { knex, now } = asked.context;
    let isKept = false;
    for (let attempt = 1; ; attempt += 1) {
      const made = await this.#make(asked, target, action, request, now);
      if ('refused' in made) {
        const error = made.isUnreachable
          ? new ServiceUnavailableError(made.refused)
          : new ConflictError(made.refused);
        if (!isKept) throw error;
        await this.#move(asked, runId, 'failed', made.refused);
        await operation.refuse(`${request.reason} — refused: ${made.refused}`);
        return;
      }
      const { plan, resourceVersion } = made;
      const effect = boundedText(plan.effect);
      const hasMoved = resourceVersion !== request.resourceVersion;
      if (hasMoved && effect !== request.effect) {
        const message = `The object has changed since, and now this would happen: ${effect} Look at it again.`;
        if (!isKept) throw new ConflictError(message);
        await this.#move(asked, runId, 'failed', message);
        await operation.refuse(`${request.reason} — refused: ${message}`);
        return;
      }
      if (isKept) {
        await knex('action_run')
          .where({ id: runId })
          .update({ plan: JSON.stringify(plan) });
      } else {
        await this.#keep({ ...options, plan });
        isKept = true;
      }
      const failure = await this.#patch(target, plan);
      if (failure?.kind === 'conflict' && attempt < ATTEMPTS) continue;
      if (!failure) {
        const run = await this.#move(asked, runId, 'asked', undefined, now);
        await operation.succeed();
        if (run) this.#onStarted(run);
        return;
      }
      if (failure.isUnknown) {
        await this.#move(
          asked,
          runId,
          'timed-out',
          `The API server did not answer, so whether it was told is not known: look at the object before you ask again. ${failure.reason}`,
        );
      } else {
        await this.#move(
          asked,
          runId,
          'failed',
          `The API server refused it: ${failure.reason}`,
        );
      }
      await operation.fail(failure.error);
      return;
    }
  }

  async #keep(options: {
    asked: Asked;
    request: ActionRequest;
    target: Target;
    action: AdapterAction;
    runId: string;
    plan: ActionPlan;
  }): Promise<void> {
    const { asked, request, target, action, runId, plan } = options;
    const { knex, now } = asked.context;
    await knex('action_run').insert({
      id: runId,
      instance_id: asked.instanceId,
      target_id: target.shown.id,
      target_type: target.shown.type,
      observer: target.observer,
      subject: target.home.subject,
      home_namespace: target.home.namespace,
      home_entity: target.home.entity,
      adapter: target.adapter,
      action: action.id,
      source_uid: target.sourceUid,
      target: JSON.stringify(target.object),
      parameters: JSON.stringify(request.parameters ?? {}),
      reason: request.reason,
      plan: JSON.stringify(plan),
      actor_type: asked.actor.type,
      actor_id: 'id' in asked.actor ? asked.actor.id : 'fleet',
      requested_at: now,
      state: 'asked',
      steps: JSON.stringify([{ state: 'asked', at: now }]),
      follow_until: now + FOLLOW_MS,
      claimed_by: this.#holder,
      claimed_until: now + TELLING_MS,
    });
  }

  async #move(
    asked: Asked,
    runId: string,
    state: 'asked' | 'failed' | 'timed-out',
    message?: string,
    toldAt?: number,
  ): Promise<OpenRun | undefined> {
    const { knex, now } = asked.context;
    const row = await knex('action_run').where({ id: runId }).first();
    if (!row) return undefined;
    const run = toOpenRun(row);
    const steps = await moveRun({
      knex,
      audit: this.#audit,
      run,
      holder: this.#holder,
      now,
      state,
      message,
      toldAt,
    });
    return steps && { ...run, steps, ...(toldAt ? { toldAt } : {}) };
  }

  /** Sends the patches in their order; the first that fails ends it. */
  async #patch(target: Target, plan: ActionPlan) {
    const client = this.#clients.of(target.observer);
    if (!(client instanceof KubernetesClient)) {
      const error = new ConflictError(client.reason);
      return {
        kind: 'forbidden',
        reason: client.reason,
        error,
        isUnknown: false,
      };
    }
    const signal = AbortSignal.timeout(WITHIN_MS);
    for (const [index, patch] of plan.patches.entries()) {
      const { name, namespace } = patch.target;
      try {
        await client.patch(
          objectPath(patch.target, {
            name,
            ...(namespace === undefined ? {} : { namespace }),
            ...(patch.subresource ? { subresource: patch.subresource } : {}),
          }),
          {
            contentType: patch.contentType,
            body: patch.body,
            fieldManager: FIELD_MANAGER,
            signal,
          },
        );
      } catch (error) {
        if (!(error instanceof KubernetesError)) throw error;
        return {
          // What went before is done: it is not begun anew.
          kind: index === 0 ? error.kind : 'partly',
          reason: boundedText(error.reason),
          error,
          isUnknown:
            ['unreachable', 'aborted', 'invalid'].includes(error.kind) &&
            !(
              error.status !== undefined &&
              error.status >= 400 &&
              error.status < 500
            ),
        };
      }
    }
    return undefined;
  }
}

/** What an action is told of who asks for what, and when. */
export function contextOf(
  target: Pick<Target, 'object'>,
  actor: AuditActor,
  requestedAt: number,
): ActionContext {
  return {
    target: target.object,
    requestedAt: new Date(requestedAt).toISOString(),
    requestedBy: 'id' in actor ? actor.id : 'fleet',
  };
}
