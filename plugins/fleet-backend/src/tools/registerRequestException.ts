import { createHash } from 'node:crypto';
import { ConflictError, InputError } from '@backstage/errors';
import type {
  ExceptionRequest,
  FleetException,
} from '@fleetview/backstage-plugin-fleet-common';
import { findCluster } from '@fleetview/backstage-plugin-fleet-node';
import { personOf } from './personOf';
import type { ToolDependencies } from './registerTools';
import { summaryOf } from './summaryOf';

const OVER: ReadonlySet<FleetException['state']> = new Set([
  'withdrawn',
  'expired',
  'renewed',
]);
const MOST_TIMES = 20;

/** `request-exception`: asks for an exception in the name of who calls it. */
export function registerRequestException({
  registry,
  auth,
  fleet,
}: ToolDependencies): void {
  registry.register({
    name: 'request-exception',
    title: 'Ask for an exception',
    description:
      'Asks for an exception in the ledger of Fleet, in the name of who calls it: that a policy need not be kept, that something may move in a freeze, that a budget may be overrun or that drift may stay. Nothing is exempt by asking: others have to approve. It changes nothing on any cluster.',
    // Asked for twice with the same words, it is there once, until it is over; and it can be withdrawn.
    attributes: { readOnly: false, destructive: false, idempotent: true },
    schema: {
      input: z =>
        z.object({
          kind: z.enum(['policy', 'drift', 'freeze', 'budget']),
          policies: z
            .array(
              z.object({
                engine: z.string().max(63).optional(),
                kind: z.string().max(63).optional(),
                name: z.string().max(253),
                rules: z.array(z.string().max(253)).max(20).optional(),
              }),
            )
            .max(20)
            .optional()
            .describe('The policies, of an exception from policies.'),
          subjects: z
            .array(z.string().max(253))
            .max(20)
            .optional()
            .describe('The freeze, the budget or the path of drift.'),
          clusters: z
            .array(z.string().max(253))
            .max(50)
            .optional()
            .describe(
              'Names or ids of clusters. Without any it is of all clusters, which few may ask for.',
            ),
          namespaces: z
            .array(z.string().max(253))
            .max(20)
            .optional()
            .describe('Namespaces; all where absent.'),
          resource: z
            .object({ kind: z.string().max(63), name: z.string().max(253) })
            .optional()
            .describe('One resource, where it is of that alone.'),
          entities: z
            .array(z.string().max(253))
            .max(10)
            .optional()
            .describe('References of components that it is limited to.'),
          reason: z
            .string()
            .min(1)
            .max(1000)
            .describe('Why it is needed, in the words of the person.'),
          ticket: z.string().max(253).optional(),
          compensatingControl: z
            .string()
            .max(1000)
            .optional()
            .describe('What is done instead.'),
          expiresAt: z
            .string()
            .describe('When it ends, ISO 8601, within 366 days.'),
        }),
      output: z =>
        z.object({
          id: z.string(),
          state: z.string(),
          approvals: z.number(),
          approvalsNeeded: z.number(),
          severity: z.string(),
          expiresAt: z.string(),
        }),
    },
    async action({ input, credentials }) {
      const options = personOf(auth, credentials);
      const { clusters = [], ...asked } = input;
      const ids: string[] = [];
      for (const written of clusters) {
        ids.push(await findCluster(fleet, written, options));
      }
      const time = Date.parse(asked.expiresAt);
      if (Number.isNaN(time)) {
        throw new InputError(
          `'expiresAt' is '${asked.expiresAt}', which is no time. Write it as 2026-12-31T12:00:00Z.`,
        );
      }
      const { resource, ticket, compensatingControl } = asked;
      const request: Omit<ExceptionRequest, 'requestKey'> = {
        kind: asked.kind,
        scope: {
          clusters: ids,
          namespaces: asked.namespaces ?? [],
          entities: asked.entities ?? [],
          policies: (asked.policies ?? []).map(policy => ({
            ...policy,
            rules: policy.rules ?? [],
          })),
          subjects: asked.subjects ?? [],
          ...(resource ? { resource } : {}),
        },
        reason: asked.reason,
        ...(ticket ? { ticket } : {}),
        ...(compensatingControl ? { compensatingControl } : {}),
        expiresAt: new Date(time).toISOString(),
      };
      const { id, state, approvals, approvalsNeeded, severity, expiresAt } =
        summaryOf(
          await askAnew(request, key =>
            fleet.requestException({ ...request, requestKey: key }, options),
          ),
        );
      return {
        output: { id, state, approvals, approvalsNeeded, severity, expiresAt },
      };
    },
  });
}

/**
 * An assistant that repeats itself asks for the same. But what is over is not asked for by it: the
 * same words ask anew then, and the key says after what.
 *
 * @throws ConflictError where the same words were over too often
 */
async function askAnew(
  request: object,
  ask: (key: string) => Promise<FleetException>,
): Promise<FleetException> {
  let asked = await ask(keyOf(request));
  for (let times = 1; OVER.has(asked.state); times += 1) {
    if (times >= MOST_TIMES) {
      throw new ConflictError(
        `This was asked for with the same words ${MOST_TIMES} times, and each of them is over. Give another reason.`,
      );
    }
    asked = await ask(keyOf({ ...request, after: asked.id }));
  }
  return asked;
}

function keyOf(request: object): string {
  return createHash('sha256')
    .update(JSON.stringify(request))
    .digest('hex')
    .slice(0, 40);
}
