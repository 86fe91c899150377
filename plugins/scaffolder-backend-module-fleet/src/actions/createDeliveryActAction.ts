import { setTimeout as sleep } from 'node:timers/promises';
import { isDeepStrictEqual } from 'node:util';
import { createTemplateAction } from '@backstage/plugin-scaffolder-node';
import { findCluster } from '@fleetview/backstage-plugin-fleet-node';
import { chooseAction, findInstance, followRun, hasEnded } from '../deliveries';
import { askFleet, type FleetAsker } from '../fleet/askFleet';
import { examples } from './deliveryAct.examples';

/** `fleet:delivery:act`: tells what brings a component to a cluster to do something. */
export function createDeliveryActAction(
  asker: FleetAsker,
  options: { sleep?: (ms: number) => Promise<void> } = {},
) {
  return createTemplateAction({
    id: 'fleet:delivery:act',
    description:
      'Tells what brings a component to a cluster to do something, such as sync, refresh or suspend, in the name of the person who started the task. It has succeeded once the effect is seen in the cluster.',
    examples,
    // A dry run says what it would do, and does it not.
    supportsDryRun: true,
    schema: {
      input: {
        component: z =>
          z.string().describe('The component, as an entity reference.'),
        cluster: z => z.string().describe('The name or id of the cluster.'),
        namespace: z =>
          z
            .string()
            .describe('Where it is on the cluster more than once.')
            .optional(),
        action: z =>
          z
            .string()
            .describe(
              'What is told, such as sync, refresh, suspend or resume.',
            ),
        target: z =>
          z
            .string()
            .describe('The object that is told, where several could be.')
            .optional(),
        parameters: z =>
          z
            .record(z.string(), z.union([z.string(), z.number(), z.boolean()]))
            .describe('What the action can be told, by name.')
            .optional(),
        reason: z => z.string().min(1).max(500).describe('Why, for the audit.'),
        wait: z =>
          z
            .boolean()
            .describe('Whether to wait until it is seen; true by default.')
            .optional(),
      },
      output: {
        runId: z =>
          z
            .string()
            .describe('The id of the run; absent in a dry run.')
            .optional(),
        state: z =>
          z.string().describe('How far it is; absent in a dry run.').optional(),
        effect: z => z.string().describe('What it does, in words.').optional(),
      },
    },
    async handler(ctx) {
      const { input } = ctx;
      const ask = <T>(
        what: string,
        question: Parameters<typeof askFleet<T>>[3],
      ) => askFleet(asker, ctx, what, question);
      const instance = await ask('find the component', async (fleet, asked) =>
        findInstance(
          fleet,
          {
            component: input.component,
            clusterId: await findCluster(fleet, input.cluster, asked),
            ...(input.namespace ? { namespace: input.namespace } : {}),
          },
          asked,
        ),
      );
      const { items } = await ask('list what can be told', (fleet, asked) =>
        fleet.listActions(instance.id, asked),
      );
      const chosen = chooseAction(items, input);
      const question = {
        targetId: chosen.target.id,
        action: chosen.action,
        ...(input.parameters ? { parameters: input.parameters } : {}),
      };
      const plan = await ask(`plan '${input.action}'`, (fleet, asked) =>
        fleet.planAction(instance.id, question, asked),
      );
      if (plan.refused || !plan.effect || !plan.resourceVersion) {
        throw new Error(
          `'${input.action}' cannot be done: ${
            plan.refused ?? 'it is not known what it would do'
          }.`,
        );
      }
      const { effect, resourceVersion } = plan;
      ctx.output('effect', effect);
      ctx.logger.info(effect);
      if (plan.revertedBy) {
        ctx.logger.info(`It will be taken back by ${plan.revertedBy}`);
      }
      if (ctx.isDryRun) return;
      // Started again, the task goes on with what it has told.
      const run = await ask(
        `tell it '${input.action}'`,
        async (fleet, asked) => {
          const { items: runs } = await fleet.listRuns(
            instance.id,
            { limit: 20 },
            asked,
          );
          const open = runs.find(
            each =>
              !hasEnded(each) &&
              each.action === chosen.action &&
              each.target.id === chosen.target.id &&
              each.reason === input.reason &&
              isDeepStrictEqual(each.parameters, input.parameters ?? {}),
          );
          return (
            open ??
            fleet.startAction(
              instance.id,
              { ...question, effect, resourceVersion, reason: input.reason },
              asked,
            )
          );
        },
      );
      ctx.output('runId', run.id);
      ctx.output('state', run.state);
      if (input.wait === false) return;
      const ended = await followRun(run, {
        look: runId =>
          ask('see how far it is', (fleet, asked) =>
            fleet.getRun(runId, asked),
          ),
        sleep:
          options.sleep ?? (ms => sleep(ms, undefined, { signal: ctx.signal })),
        tell: text => ctx.logger.info(text),
      });
      ctx.output('state', ended.state);
    },
  });
}
