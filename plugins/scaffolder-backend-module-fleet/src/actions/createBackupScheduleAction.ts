import { createTemplateAction } from '@backstage/plugin-scaffolder-node';
import {
  checkBackupSchedule,
  PLACES_OF_CLUSTERS,
  VOLUMES,
  writeSchedules,
} from '../backups';
import { checkFolder } from '../clusters';
import { askClusters } from '../fleet/askClusters';
import type { FleetAsker } from '../fleet/askFleet';
import { Changes } from '../workspace';
import { examples } from './backupSchedule.examples';
import { backupWords } from './backupWords';
import { finish } from './finish';
import { OUTPUT_WORDS, PLACES, PLACE_WORDS } from './places';

/** `fleet:backup:schedule`: a Schedule of Velero for a component's namespaces on clusters, as files. */
export function createBackupScheduleAction(asker: FleetAsker) {
  return createTemplateAction({
    id: 'fleet:backup:schedule',
    description:
      "Writes a Schedule of Velero for the namespaces of a component where the repository has what is applied on each cluster. One that is there and of the same component is edited, with its comments kept; somebody else's is refused.",
    examples,
    supportsDryRun: true,
    schema: {
      input: {
        component: z =>
          z
            .string()
            .describe("Whose backups they are: 'component:default/checkout'."),
        clusters: z =>
          z
            .array(z.string())
            .min(1)
            .max(50)
            .describe(
              'Names or ids of clusters, as Fleet has them. The names are those of their folders.',
            ),
        namespaces: z =>
          z
            .array(z.string())
            .min(1)
            .max(100)
            .describe('The namespaces that are backed up.'),
        schedule: z =>
          z
            .string()
            .describe(
              "When, as cron: minute, hour, day of the month, month, day of the week, as in '17 1 * * *'.",
            ),
        ttl: z =>
          z
            .string()
            .describe(
              "How long each backup is kept, in hours, minutes and seconds: '720h0m0s' by default, which is 30 days.",
            )
            .optional(),
        storageLocation: z =>
          z
            .string()
            .describe(
              "The BackupStorageLocation that they go to; Velero's default where none is named.",
            )
            .optional(),
        volumes: z =>
          z
            .enum(VOLUMES)
            .describe(
              "How the data of volumes is backed up: 'snapshot' (the default) of the storage, 'snapshot-moved' with its data taken to the storage location, 'file-system' by reading the files, or 'none'.",
            )
            .optional(),
        name: z =>
          z
            .string()
            .describe(
              "What the Schedule is called, and backups begin with; the component's name by default.",
            )
            .optional(),
        veleroNamespace: z =>
          z
            .string()
            .describe("Where Velero runs: 'velero' by default.")
            .optional(),
        place: z =>
          z
            .enum(PLACES_OF_CLUSTERS)
            .describe(
              "What of the repository is applied on a cluster: 'infrastructure/overlays/CLUSTER' (the default), or 'clusters/CLUSTER', which its own Flux has to read.",
            )
            .optional(),
        path: z =>
          z
            .string()
            .describe(
              "The folder of the repository, from its root, that has 'clusters' and 'infrastructure'. The root by default.",
            )
            .optional(),
        repository: z => z.string().describe(PLACE_WORDS.repository).optional(),
        changes: z => z.string().describe(PLACE_WORDS.changes).optional(),
      },
      output: {
        changed: z => z.boolean().describe(OUTPUT_WORDS.changed),
        written: z => z.array(z.string()).describe(OUTPUT_WORDS.written),
        deleted: z => z.array(z.string()).describe(OUTPUT_WORDS.deleted),
        title: z => z.string().describe(OUTPUT_WORDS.title),
        description: z => z.string().describe(OUTPUT_WORDS.description),
        branch: z => z.string().describe(OUTPUT_WORDS.branch),
        moves: z =>
          z
            .array(z.object({ from: z.string(), to: z.string() }))
            .describe(OUTPUT_WORDS.moves),
        summary: z => z.string().describe(OUTPUT_WORDS.summary),
      },
    },
    async handler(ctx) {
      const {
        path,
        repository,
        changes: changed,
        clusters,
        ...input
      } = ctx.input;
      const folder = checkFolder(path ?? '');
      const backups = checkBackupSchedule(input);
      const changes = new Changes({
        workspace: ctx.workspacePath,
        repository: repository ?? PLACES.repository,
        changes: changed ?? PLACES.changes,
        deletions: PLACES.deletions,
      });
      const asked = await askClusters(asker, ctx, clusters);
      const names = asked.map(({ name }) => name);
      const notes = [
        ...asked.flatMap(each => each.notes),
        ...(await writeSchedules(backups, names, changes, folder)),
      ];
      const files = await changes.save();
      finish(ctx, {
        files,
        notes,
        words: backupWords(backups, names, folder, notes),
      });
    },
  });
}
