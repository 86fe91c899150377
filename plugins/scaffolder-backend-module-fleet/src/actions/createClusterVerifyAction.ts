import { createTemplateAction } from '@backstage/plugin-scaffolder-node';
import type {
  ClusterCheckKind,
  FleetCheck,
} from '@fleetview/backstage-plugin-fleet-common';
import { findCluster } from '@fleetview/backstage-plugin-fleet-node';
import { acceptable, checksSummary } from '../checks';
import { askFleet, type FleetAsker } from '../fleet/askFleet';
import { examples } from './clusterVerify.examples';

const KINDS = [
  'reachability',
  'identity',
  'rbac',
  'clock-skew',
  'kubernetes-version',
  'labels',
  'policy-bundle',
  'backup-schedule',
  'cost-agent',
  'metrics-agent',
] as const satisfies readonly ClusterCheckKind[];

/** `fleet:cluster:verify`: goes on only if a cluster is as one should be. */
export function createClusterVerifyAction(asker: FleetAsker) {
  return createTemplateAction({
    id: 'fleet:cluster:verify',
    description:
      'Checks whether a cluster of the fleet is reachable, the one that it was, readable, in time, supported, labelled, under policies, backed up, and telling costs and use. Fails where a check fails, or is not known and not accepted.',
    examples,
    // It changes nothing, so that a dry run is one like any other.
    supportsDryRun: true,
    schema: {
      input: {
        cluster: z => z.string().describe('Its name or its id in the fleet.'),
        checks: z =>
          z
            .array(z.enum(KINDS))
            .describe('Which checks have to pass; all where none are named.')
            .optional(),
        accept: z =>
          z
            .array(
              z
                .object({
                  check: z.string().describe('The check that may be unknown.'),
                  reason: z.string().describe('Why that is accepted.'),
                })
                .strict(),
            )
            .describe(
              'Checks that may be unknown. What fails cannot be accepted.',
            )
            .optional(),
      },
      output: {
        clusterId: z => z.string().describe('Its id in the fleet.'),
        checks: z =>
          z.array(z.any()).describe('The checks, each with its evidence.'),
        accepted: z =>
          z.array(z.string()).describe('What was accepted though unknown.'),
        summary: z => z.string().describe('All checks, in Markdown.'),
      },
    },
    async handler(ctx) {
      const { cluster: written, checks = [], accept = [] } = ctx.input;
      const verification = await askFleet(
        asker,
        ctx,
        'verify the cluster',
        async (fleet, options) =>
          fleet.verifyCluster(
            await findCluster(fleet, written, options),
            { checks },
            options,
          ),
      );
      const of = verification.cluster?.name ?? written;
      const groups = [{ of, checks: verification.checks }];
      const summary = checksSummary(groups);
      for (const line of summary.split('\n')) ctx.logger.info(line.trim());
      // What failed is told as well where the step fails.
      ctx.output('checks', verification.checks as FleetCheck[]);
      ctx.output('summary', summary);
      const accepted = acceptable(groups, accept, KINDS);
      for (const line of accepted) ctx.logger.info(line);
      ctx.output('clusterId', verification.cluster?.id ?? '');
      ctx.output('accepted', accepted);
    },
  });
}
