import { InputError } from '@backstage/errors';
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
      'Checks whether a cluster of the fleet, or one that could join it, is reachable, the one that it was, readable, in time, supported, labelled, under policies, backed up, and telling costs and use. Fails where a check fails, or is not known and not accepted.',
    examples,
    // It changes nothing; but of one that is none of the fleet a dry run connects to nothing.
    supportsDryRun: true,
    schema: {
      input: {
        cluster: z =>
          z
            .string()
            .describe(
              "Its name or its id in the fleet. One of this and 'server'.",
            )
            .optional(),
        server: z =>
          z
            .string()
            .describe(
              'The https address of the API server of a cluster that is none of the fleet yet.',
            )
            .optional(),
        certificateAuthority: z =>
          z
            .string()
            .describe(
              'The certificates of its authority, as PEM or base64 of that. Not needed where a public one signs. Never a key.',
            )
            .optional(),
        credentials: z =>
          z
            .string()
            .describe(
              "The name of credentials below 'fleet.candidates' of the portal's configuration to look at it with. Never a credential.",
            )
            .optional(),
        attributes: z =>
          z
            .object({
              region: z.string().optional(),
              environment: z.string().optional(),
              tier: z.string().optional(),
              owner: z.string().optional(),
            })
            .strict()
            .describe('What it will be, of one that is none of the fleet yet.')
            .optional(),
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
        clusterId: z =>
          z
            .string()
            .describe('Its id in the fleet, where it is in it.')
            .optional(),
        checks: z =>
          z.array(z.any()).describe('The checks, each with its evidence.'),
        accepted: z =>
          z.array(z.string()).describe('What was accepted though unknown.'),
        summary: z => z.string().describe('All checks, in Markdown.'),
      },
    },
    async handler(ctx) {
      const { cluster, server, checks = [], accept = [], ...rest } = ctx.input;
      const isCandidate = server !== undefined;
      if (isCandidate === (cluster !== undefined)) {
        throw new InputError(
          "Name a 'cluster' of the fleet, or the 'server' of one that is none of it yet: one of the two.",
        );
      }
      if (!isCandidate && Object.values(rest).some(Boolean)) {
        throw new InputError(
          "'certificateAuthority', 'credentials' and 'attributes' are of a cluster that is none of the fleet yet: name its 'server', or leave them out.",
        );
      }
      if (isCandidate && ctx.isDryRun) {
        ctx.logger.info('A dry run connects to no address. Nothing is known.');
        return;
      }
      const verification = await askFleet(
        asker,
        ctx,
        'verify the cluster',
        async (fleet, options) =>
          isCandidate
            ? fleet.verifyCandidate({ server, ...rest, checks }, options)
            : fleet.verifyCluster(
                await findCluster(fleet, cluster ?? '', options),
                { checks },
                options,
              ),
      );
      const of =
        verification.cluster?.name ?? verification.server ?? 'the cluster';
      const groups = [{ of, checks: verification.checks }];
      const summary = checksSummary(groups);
      for (const line of summary.split('\n')) ctx.logger.info(line.trim());
      // What failed is told as well where the step fails.
      ctx.output('checks', verification.checks as FleetCheck[]);
      ctx.output('summary', summary);
      const accepted = acceptable(groups, accept, KINDS);
      for (const line of accepted) ctx.logger.info(line);
      if (verification.cluster) {
        ctx.output('clusterId', verification.cluster.id);
      }
      ctx.output('accepted', accepted);
    },
  });
}
