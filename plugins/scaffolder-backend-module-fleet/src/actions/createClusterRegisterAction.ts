import { createTemplateAction } from '@backstage/plugin-scaffolder-node';
import {
  ATTRIBUTES,
  checkFolder,
  checkRegistration,
  ENGINES,
  writeRegistration,
} from '../clusters';
import { Changes } from '../workspace';
import { examples } from './clusterRegister.examples';
import { clusterWords } from './clusterWords';
import { finish } from './finish';
import { OUTPUT_WORDS, PLACES, PLACE_WORDS } from './places';

/** `fleet:cluster:register`: what makes an engine know a cluster, and the catalog, as files. */
export function createClusterRegisterAction() {
  return createTemplateAction({
    id: 'fleet:cluster:register',
    description:
      'Writes what registers a cluster with Argo CD, Flux, Open Cluster Management, Karmada, Rancher or Rancher Fleet, and its Resource for the catalog. No credential is an input, and none is written: External Secrets reads it from a store.',
    examples,
    supportsDryRun: true,
    schema: {
      input: {
        name: z =>
          z
            .string()
            .describe(
              "What the cluster is called, as a label of DNS: 'prod-euw1-a'. Folders and objects get this name.",
            ),
        engine: z =>
          z
            .enum(ENGINES)
            .describe(
              "What gets to know it. 'rancher' imports it into Rancher; 'rancher-fleet' is Fleet by itself.",
            ),
        owner: z =>
          z.string().describe("Whose it is: 'group:default/platform'."),
        path: z =>
          z
            .string()
            .describe(
              "The folder of the repository, from its root, that has 'clusters', 'catalog', 'infrastructure' and 'apps'. The root by default.",
            )
            .optional(),
        title: z =>
          z.string().describe('What people call it in the catalog.').optional(),
        system: z =>
          z
            .string()
            .describe("The system that it is of: 'system:default/platform'.")
            .optional(),
        server: z =>
          z
            .string()
            .describe('The https address of its API server.')
            .optional(),
        certificateAuthority: z =>
          z
            .string()
            .describe(
              'The certificates of its authority, as PEM or base64 of that. Not needed where a public one signs. Never a key.',
            )
            .optional(),
        attributes: z =>
          z
            .object(
              Object.fromEntries(
                ATTRIBUTES.map(key => [key, z.string().optional()]),
              ) as Record<
                (typeof ATTRIBUTES)[number],
                ReturnType<ReturnType<typeof z.string>['optional']>
              >,
            )
            .strict()
            .describe('What it is: labels of all that is written.')
            .optional(),
        labels: z =>
          z
            .record(z.string())
            .describe(
              'More labels, none of Kubernetes, engines and Backstage. Generators and placements choose by them.',
            )
            .optional(),
        clusterId: z =>
          z
            .string()
            .describe(
              'Its id in Fleet, where it is seen already: the Resource is tied to it by that.',
            )
            .optional(),
        authProvider: z =>
          z
            .string()
            .describe(
              "How the Kubernetes plugin signs in ('kubernetes.io/auth-provider'), where its locator 'catalog' is to take the cluster.",
            )
            .optional(),
        credentials: z =>
          z
            .object({
              store: z.string().describe('The name of the secret store.'),
              storeKind: z
                .enum(['SecretStore', 'ClusterSecretStore'])
                .describe("'ClusterSecretStore' by default.")
                .optional(),
              key: z
                .string()
                .describe('What the secret is called in the store.'),
              property: z
                .string()
                .describe(
                  "Its field: 'token' by default; of Flux and Rancher Fleet 'kubeconfig'.",
                )
                .optional(),
            })
            .strict()
            .describe(
              'Where External Secrets reads the credential from. Needed by Argo CD, Karmada (Push) and Rancher Fleet; with Flux it makes it a cluster of a hub.',
            )
            .optional(),
        namespace: z =>
          z
            .string()
            .describe(
              "Where the engine's objects go: 'argocd', 'flux-system', 'karmada-cluster' or 'fleet-default' by default.",
            )
            .optional(),
        overlay: z =>
          z
            .string()
            .describe(
              "Of Flux: which overlay of 'infrastructure' and 'apps' it gets. Its own by default.",
            )
            .optional(),
        clusterSet: z =>
          z
            .string()
            .describe('Of Open Cluster Management: its set of clusters.')
            .optional(),
        hubAcceptsClient: z =>
          z
            .boolean()
            .describe(
              'Of Open Cluster Management: whether the hub accepts the cluster at once. False by default.',
            )
            .optional(),
        syncMode: z =>
          z
            .enum(['Push', 'Pull'])
            .describe(
              "Of Karmada: whether it signs in to the cluster ('Push', by default), or the agent fetches ('Pull').",
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
      const { path, repository, changes: changed, ...input } = ctx.input;
      const folder = checkFolder(path ?? '');
      const registration = checkRegistration(input);
      const changes = new Changes({
        workspace: ctx.workspacePath,
        repository: repository ?? PLACES.repository,
        changes: changed ?? PLACES.changes,
        deletions: PLACES.deletions,
      });
      const notes = await writeRegistration(registration, changes, folder);
      const files = await changes.save();
      finish(ctx, {
        files,
        notes,
        words: clusterWords(registration, folder, notes),
      });
    },
  });
}
