import { InputError } from '@backstage/errors';
import { createTemplateAction } from '@backstage/plugin-scaffolder-node';
import type { AllowedPaths } from '../allowed';
import { askClusters, type AskedCluster } from '../fleet/askClusters';
import type { FleetAsker } from '../fleet/askFleet';
import {
  checkPlacement,
  METHODS,
  placementOn,
  writePlacement,
} from '../placements';
import { WORKLOAD_KINDS } from '../resources';
import { Changes } from '../workspace';
import { examples } from './componentPlace.examples';
import { finish } from './finish';
import { placementWords } from './placementWords';
import { OUTPUT_WORDS, PLACES, PLACE_WORDS } from './places';

/** `fleet:component:place`: what puts a component on clusters, as files. */
export function createComponentPlaceAction(
  asker: FleetAsker,
  allowed: AllowedPaths,
) {
  return createTemplateAction({
    id: 'fleet:component:place',
    description:
      'Puts a component on clusters, by what the repository uses: generators of an ApplicationSet, targets of Rancher Fleet, a Placement of Open Cluster Management, a PropagationPolicy of Karmada, an overlay of Kustomize or values of Helm for each cluster. What is there is added to, with its comments kept; a cluster on which the component is already is left as it is.',
    examples,
    supportsDryRun: true,
    schema: {
      input: {
        component: z =>
          z.string().describe("The component: 'component:default/checkout'."),
        clusters: z =>
          z
            .array(z.string())
            .min(1)
            .max(50)
            .describe(
              'Names or ids of clusters, as Fleet has them. What is written has the names.',
            ),
        method: z =>
          z
            .enum(METHODS)
            .describe(
              "By what. 'argocd-list': an element of a list generator. 'argocd-selector': a name in the selector of a cluster generator. 'rancher-fleet': a target. 'open-cluster-management': a Placement. 'karmada': a PropagationPolicy. 'kustomize': 'apps/overlays/CLUSTER/COMPONENT'. 'helm-values': 'values-CLUSTER.yaml'.",
            ),
        file: z =>
          z
            .string()
            .describe(
              "The file of the ApplicationSet, the Placement, the policy or the GitRepo, or a 'fleet.yaml', from the root of the repository. All but a GitRepo need not be there yet. Not of 'kustomize' and 'helm-values'.",
            )
            .optional(),
        name: z =>
          z
            .string()
            .describe(
              "What the object is called, or with 'kustomize' the folder of the overlay; the component's name by default.",
            )
            .optional(),
        namespace: z =>
          z
            .string()
            .describe(
              "The object's namespace: 'argocd' by default; needed where a Placement or a policy is new.",
            )
            .optional(),
        key: z =>
          z
            .string()
            .describe(
              "Of 'argocd-list': the field by which an element says its cluster; 'cluster' by default.",
            )
            .optional(),
        label: z =>
          z
            .string()
            .describe(
              "Of 'argocd-selector' and 'open-cluster-management': the label of clusters whose value is their name.",
            )
            .optional(),
        source: z =>
          z
            .object({
              repoURL: z
                .string()
                .describe('The repository, without credentials.'),
              targetRevision: z
                .string()
                .describe(
                  "A branch, tag, commit or version; 'HEAD' by default.",
                )
                .optional(),
              path: z.string().describe('The folder in it.').optional(),
              chart: z.string().describe('Or the chart.').optional(),
              project: z
                .string()
                .describe("The project of Argo CD; 'default' by default.")
                .optional(),
              namespace: z
                .string()
                .describe('The namespace on the clusters that it goes to.'),
            })
            .strict()
            .describe(
              'Where the component is, for an ApplicationSet that is new.',
            )
            .optional(),
        resources: z =>
          z
            .array(
              z
                .object({
                  apiVersion: z.string(),
                  kind: z.string(),
                  name: z.string(),
                })
                .strict(),
            )
            .min(1)
            .max(50)
            .describe("Of 'karmada': what a policy that is new is of.")
            .optional(),
        overrides: z =>
          z
            .object({
              registry: z
                .string()
                .describe('The registry of all images.')
                .optional(),
              tag: z.string().describe('The tag of all images.').optional(),
              replicas: z.number().describe('How many replicas.').optional(),
            })
            .strict()
            .describe("Of 'karmada': what is different on these clusters.")
            .optional(),
        clusterSet: z =>
          z
            .string()
            .describe(
              "Of 'open-cluster-management': the set that a Placement that is new chooses from.",
            )
            .optional(),
        work: z =>
          z
            .object({
              file: z.string().describe('Its file.'),
              name: z
                .string()
                .describe('Its name, where the file has several.')
                .optional(),
            })
            .strict()
            .describe(
              "Of 'open-cluster-management': the ManifestWorkReplicaSet that is to refer to the Placement. It need not be there, where 'base' is named.",
            )
            .optional(),
        base: z =>
          z
            .string()
            .describe(
              "Of 'kustomize' the folder of what all clusters get, 'apps/base/COMPONENT' by default. Of 'helm-values' the folder that gets the files. Of 'open-cluster-management' the folder of the objects that a ManifestWorkReplicaSet brings which is new.",
            )
            .optional(),
        values: z =>
          z
            .array(
              z
                .object({
                  path: z
                    .string()
                    .describe("Where it is, as in 'image.tag' or 'region'."),
                  value: z.union([z.string(), z.number(), z.boolean()]),
                  as: z
                    .enum(['text', 'number', 'boolean'])
                    .describe(
                      'What a text is to be read as, as forms give texts only.',
                    )
                    .optional(),
                  cluster: z
                    .string()
                    .describe('Of this cluster alone; of all by default.')
                    .optional(),
                })
                .strict(),
            )
            .max(200)
            .describe(
              "Of 'helm-values' and 'rancher-fleet' values of the chart; of 'argocd-list' what else an element says.",
            )
            .optional(),
        images: z =>
          z
            .array(
              z
                .object({
                  name: z.string(),
                  newName: z.string().optional(),
                  newTag: z.string().optional(),
                  digest: z.string().optional(),
                  cluster: z.string().optional(),
                })
                .strict(),
            )
            .max(50)
            .describe("Of 'kustomize': images that are others there.")
            .optional(),
        replicas: z =>
          z
            .array(
              z
                .object({
                  name: z.string(),
                  count: z.number(),
                  cluster: z.string().optional(),
                })
                .strict(),
            )
            .max(50)
            .describe("Of 'kustomize': how many replicas there are.")
            .optional(),
        patches: z =>
          z
            .array(
              z
                .object({
                  kind: z.enum(WORKLOAD_KINDS),
                  name: z.string(),
                  path: z
                    .string()
                    .describe(
                      "As in 'spec.template.spec.containers[name=app].resources.limits.memory'.",
                    ),
                  value: z.union([z.string(), z.number(), z.boolean()]),
                  as: z
                    .enum(['text', 'number', 'boolean'])
                    .describe(
                      'What a text is to be read as, as forms give texts only.',
                    )
                    .optional(),
                  cluster: z.string().optional(),
                })
                .strict(),
            )
            .max(50)
            .describe(
              "Of 'kustomize': values of workloads that are others there; only what may be taken into Git.",
            )
            .optional(),
        path: z =>
          z
            .string()
            .describe(
              "The folder of the repository, from its root, that has 'apps' and 'clusters', and below which it is looked for other objects of the same name. The root by default.",
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
        placed: z =>
          z
            .array(z.string())
            .describe('The clusters on which it was not before.'),
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
      const checked = checkPlacement(input, path ?? '');
      const changes = new Changes({
        workspace: ctx.workspacePath,
        repository: repository ?? PLACES.repository,
        changes: changed ?? PLACES.changes,
        deletions: PLACES.deletions,
      });
      const asked = await askClusters(asker, ctx, clusters);
      const placement = placementOn(
        checked,
        asked.map(each =>
          checked.method === 'open-cluster-management'
            ? managedNameOf(each)
            : each.name,
        ),
      );
      const done = await writePlacement(placement, changes, allowed);
      const notes = [...asked.flatMap(each => each.notes), ...done.notes];
      const files = await changes.save();
      finish(ctx, {
        files,
        notes,
        words: placementWords(placement, done.placed, notes),
      });
      ctx.output('placed', done.placed);
    },
  });
}

/** @throws InputError where hubs call it by several names, none of which is its own */
function managedNameOf({ name, managedAs }: AskedCluster): string {
  const names = [...new Set(managedAs)];
  if (names.length === 0 || names.includes(name)) return name;
  if (names.length === 1) return names[0];
  throw new InputError(
    `Hubs of Open Cluster Management call the cluster '${name}' by several names: ${names
      .map(each => `'${each}'`)
      .join(', ')}. Add the one that is meant by hand.`,
  );
}
