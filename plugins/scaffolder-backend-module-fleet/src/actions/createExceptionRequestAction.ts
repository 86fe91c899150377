import { createHash } from 'node:crypto';
import { InputError } from '@backstage/errors';
import { createTemplateAction } from '@backstage/plugin-scaffolder-node';
import type { ExceptionRequest } from '@fleetview/backstage-plugin-fleet-common';
import { findCluster } from '@fleetview/backstage-plugin-fleet-node';
import { askFleet, type FleetAsker } from '../fleet/askFleet';
import { examples } from './exceptionRequest.examples';

/** `fleet:exception:request`: asks for an exception, in the name of who started the task. */
export function createExceptionRequestAction(asker: FleetAsker) {
  return createTemplateAction({
    id: 'fleet:exception:request',
    description:
      'Asks for an exception in the ledger of Fleet, in the name of the person who started the task. It is in force once enough others have approved of it.',
    examples,
    // A dry run looks the clusters up, and asks for nothing.
    supportsDryRun: true,
    schema: {
      input: {
        kind: z =>
          z
            .enum(['policy', 'drift', 'freeze', 'budget'])
            .describe('What it is an exception from.'),
        policies: z =>
          z
            .array(
              z.object({
                engine: z.string().optional(),
                kind: z.string().optional(),
                name: z.string(),
                rules: z.array(z.string()).optional(),
              }),
            )
            .describe(
              'The policies, of an exception from policies; all of the rules of each where none are named.',
            )
            .optional(),
        subjects: z =>
          z
            .array(z.string())
            .describe(
              'What is waived where that is no policy: a freeze, a budget, or a path of drift.',
            )
            .optional(),
        clusters: z =>
          z
            .array(z.string())
            .describe('Names or ids of clusters; all where there are none.')
            .optional(),
        namespaces: z =>
          z
            .array(z.string())
            .describe('Namespaces; all where there are none.')
            .optional(),
        resource: z =>
          z
            .object({ kind: z.string(), name: z.string() })
            .describe('One resource, where it is of that alone.')
            .optional(),
        entities: z =>
          z
            .array(z.string())
            .describe('References of catalog entities that it is limited to.')
            .optional(),
        severity: z =>
          z
            .enum(['critical', 'high', 'medium', 'low', 'info'])
            .describe('Where it is graver than the policies say.')
            .optional(),
        reason: z => z.string().describe('Why it is needed.'),
        ticket: z => z.string().describe('Where it is followed up.').optional(),
        compensatingControl: z =>
          z.string().describe('What is done instead.').optional(),
        startsAt: z =>
          z
            .string()
            .describe('When it begins, ISO 8601; with its approval if absent.')
            .optional(),
        expiresAt: z =>
          z.string().describe('When it ends: a day, or a time in ISO 8601.'),
        reviewAt: z =>
          z.string().describe('When it is looked at again.').optional(),
      },
      output: {
        exceptionId: z =>
          z
            .string()
            .describe('The id of the exception; absent in a dry run.')
            .optional(),
        state: z =>
          z.string().describe('Its state; absent in a dry run.').optional(),
        approvalsNeeded: z =>
          z
            .number()
            .describe('How many have to approve; absent in a dry run.')
            .optional(),
      },
    },
    async handler(ctx) {
      const { input } = ctx;
      const times = {
        expiresAt: timeOf('expiresAt', input.expiresAt),
        ...(input.startsAt
          ? { startsAt: timeOf('startsAt', input.startsAt) }
          : {}),
        ...(input.reviewAt
          ? { reviewAt: timeOf('reviewAt', input.reviewAt) }
          : {}),
      };
      const clusters = await askFleet(
        asker,
        ctx,
        'look up the clusters',
        async (fleet, options) => {
          const found: string[] = [];
          for (const written of input.clusters ?? []) {
            found.push(await findCluster(fleet, written, options));
          }
          return found;
        },
      );
      const { resource, entities = [], namespaces = [] } = input;
      const request: ExceptionRequest = {
        requestKey: keyOf(ctx),
        kind: input.kind,
        scope: {
          clusters,
          namespaces,
          entities,
          ...(input.policies
            ? {
                policies: input.policies.map(policy => ({
                  ...policy,
                  rules: policy.rules ?? [],
                })),
              }
            : {}),
          ...(input.subjects ? { subjects: input.subjects } : {}),
          ...(resource ? { resource } : {}),
        },
        ...(input.severity ? { severity: input.severity } : {}),
        reason: input.reason,
        ...(input.ticket ? { ticket: input.ticket } : {}),
        ...(input.compensatingControl
          ? { compensatingControl: input.compensatingControl }
          : {}),
        ...times,
      };
      if (ctx.isDryRun) {
        ctx.logger.info(
          `A dry run asks for nothing. It would be asked for: ${JSON.stringify(
            request.scope,
          )}, until ${
            request.expiresAt
          }. Whether it would be accepted is not known.`,
        );
        return;
      }
      // Twice is once all the same: the ledger knows the request by its key.
      const asked = await ctx.checkpoint({
        key: 'request',
        fn: () =>
          askFleet(
            asker,
            ctx,
            'ask for the exception',
            async (fleet, options) => {
              const { id, state, approvalsNeeded } =
                await fleet.requestException(request, options);
              return { id, state, approvalsNeeded };
            },
          ),
      });
      ctx.logger.info(
        `Asked for the exception '${asked.id}': it is ${asked.state}, and needs ${asked.approvalsNeeded} approvals.`,
      );
      ctx.output('exceptionId', asked.id);
      ctx.output('state', asked.state);
      ctx.output('approvalsNeeded', asked.approvalsNeeded);
    },
  });
}

/** The same for the same step of the same task, however often that is run. */
function keyOf(ctx: {
  task: { id: string };
  step?: { id?: string };
  each?: unknown;
}): string {
  return createHash('sha256')
    .update(JSON.stringify([ctx.task.id, ctx.step?.id, ctx.each]))
    .digest('hex')
    .slice(0, 40);
}

/** A day is where it begins in UTC, as on the page. @throws InputError where it is no time */
function timeOf(name: string, text: string): string {
  const time = Date.parse(text);
  if (!/^\d{4}-\d{2}-\d{2}/.test(text) || Number.isNaN(time)) {
    throw new InputError(
      `'${name}' is '${text}', which is no time. Write it as 2026-12-31 or 2026-12-31T12:00:00Z.`,
    );
  }
  return new Date(time).toISOString();
}
