import { InputError } from '@backstage/errors';
import { createTemplateAction } from '@backstage/plugin-scaffolder-node';
import type {
  PreflightCheckKind,
  PreflightRequest,
  PreflightTarget,
} from '@fleetview/backstage-plugin-fleet-common';
import { findCluster } from '@fleetview/backstage-plugin-fleet-node';
import { acceptable, checksSummary } from '../checks';
import { askFleet, type FleetAsker } from '../fleet/askFleet';
import { readValues, readWorkspaceManifests } from '../preflight';
import { examples } from './preflightCheck.examples';

const KINDS = [
  'api-versions',
  'deprecated-apis',
  'custom-resources',
  'references',
  'quota',
  'image-digests',
  'values-schema',
  'admission',
] as const satisfies readonly PreflightCheckKind[];

const MOST_CLUSTERS = 50;
/** What the fleet takes, with room for the rest of the question. */
const MOST_BYTES = 1000 * 1024;

/** `fleet:preflight:check`: goes on only if clusters would take what was rendered. */
export function createPreflightCheckAction(asker: FleetAsker) {
  return createTemplateAction({
    id: 'fleet:preflight:check',
    description:
      'Checks before anything moves whether clusters would take rendered manifests: versions of APIs, definitions of custom resources, Secrets and ConfigMaps by name, quotas, digests of images, values of a chart, and admission by a dry run. Fails where a check fails, or is not known and not accepted.',
    examples,
    // It changes nothing, so that a dry run is one like any other.
    supportsDryRun: true,
    schema: {
      input: {
        clusters: z =>
          z
            .array(z.string())
            .describe('Names or ids of the clusters that it is to go to.'),
        manifests: z =>
          z
            .array(z.string())
            .describe(
              'Files or folders of the workspace that have the rendered manifests, and nothing else.',
            ),
        namespace: z =>
          z
            .string()
            .describe("Of objects that name none; 'default' by default.")
            .optional(),
        source: z =>
          z
            .object({
              cluster: z.string().describe('Its name or its id.'),
              namespace: z
                .string()
                .describe('Where they are there, if that is another.')
                .optional(),
            })
            .strict()
            .describe(
              'Where the same workloads run whose images it has to have.',
            )
            .optional(),
        images: z =>
          z
            .array(
              z
                .object({
                  repository: z
                    .string()
                    .describe(
                      "Without tag and digest: 'registry.example/app'.",
                    ),
                  digest: z.string().describe("'sha256:…'"),
                })
                .strict(),
            )
            .describe('The images of the release, where no source runs it.')
            .optional(),
        values: z =>
          z
            .object({
              values: z.string().describe('The file that has the values.'),
              schema: z.string().describe("The chart's 'values.schema.json'."),
            })
            .strict()
            .describe(
              'Files of the workspace: values of a chart, and their schema.',
            )
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
        targets: z =>
          z
            .array(z.any())
            .describe('The checks of each cluster, with evidence.'),
        accepted: z =>
          z.array(z.string()).describe('What was accepted though unknown.'),
        summary: z => z.string().describe('All checks, in Markdown.'),
      },
    },
    async handler(ctx) {
      const { clusters, manifests, accept = [], ...input } = ctx.input;
      const names = [...new Set(clusters)];
      if (names.length === 0 || names.length > MOST_CLUSTERS) {
        throw new InputError(
          `'clusters' has ${names.length}; write between 1 and ${MOST_CLUSTERS}.`,
        );
      }
      const objects = await readWorkspaceManifests(
        ctx.workspacePath,
        manifests,
      );
      const values =
        input.values && (await readValues(ctx.workspacePath, input.values));
      const size = Buffer.byteLength(JSON.stringify({ objects, values }));
      if (size > MOST_BYTES) {
        throw new InputError(
          `The manifests have ${Math.ceil(size / 1024)} KiB, and ${
            MOST_BYTES / 1024
          } KiB are checked at once. Name a folder with fewer.`,
        );
      }
      const source = input.source && {
        ...input.source,
        cluster: await askFleet(
          asker,
          ctx,
          'look up the source',
          (fleet, options) =>
            findCluster(fleet, input.source?.cluster ?? '', options),
        ),
      };
      const { namespace, images, checks = [] } = input;
      const request: Omit<PreflightRequest, 'clusters'> = {
        objects,
        checks,
        ...(namespace ? { namespace } : {}),
        ...(images ? { images } : {}),
        ...(source ? { source } : {}),
        ...(values ? { values } : {}),
      };
      const targets: PreflightTarget[] = [];
      // One by one: each has the time that an answer may take.
      for (const written of names) {
        const answered = await askFleet(
          asker,
          ctx,
          `check what '${written.slice(0, 200)}' would take`,
          async (fleet, options) =>
            fleet.checkPreflight(
              {
                ...request,
                clusters: [await findCluster(fleet, written, options)],
              },
              options,
            ),
        );
        targets.push(...answered.targets);
      }
      const groups = targets.map(({ cluster, checks: own }) => ({
        of: cluster.name,
        checks: own,
      }));
      const summary = checksSummary(groups);
      for (const line of summary.split('\n')) ctx.logger.info(line.trim());
      // What failed is told as well where the step fails.
      ctx.output('targets', targets);
      ctx.output('summary', summary);
      const accepted = acceptable(groups, accept, KINDS);
      for (const line of accepted) ctx.logger.info(line);
      ctx.output('accepted', accepted);
    },
  });
}
