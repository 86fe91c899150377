import { createTemplateAction } from '@backstage/plugin-scaffolder-node';
import { checkFolder } from '../clusters';
import {
  checkProvision,
  DELIVERIES,
  PLACE_KEYS,
  PROVIDERS,
  writeProvision,
} from '../provision';
import { Changes } from '../workspace';
import { examples } from './clusterProvision.examples';
import { finish } from './finish';
import { OUTPUT_WORDS, PLACES, PLACE_WORDS } from './places';
import { provisionWords } from './provisionWords';

const PLACE_MEANING: Readonly<Record<(typeof PLACE_KEYS)[number], string>> = {
  project: 'Of Google: the project.',
  subscriptionId: 'Of Azure: the subscription.',
  resourceGroup: 'Of Azure: the resource group; one of its own by default.',
  network:
    "The network: of Azure one of its own by default, of Google 'default'; of vSphere it is needed.",
  server: 'Of vSphere: the vCenter.',
  thumbprint: "Of vSphere: the thumbprint of the vCenter's certificate.",
  datacenter: 'Of vSphere: the datacenter.',
  datastore: 'Of vSphere: the datastore.',
  folder: 'Of vSphere: the folder of virtual machines.',
  resourcePool: 'Of vSphere: the resource pool.',
  endpoint:
    'Of vSphere: the address that leads to the control plane, of a load balancer of yours.',
  sshKeyName: 'Of AWS: a key pair that is there. None by default.',
  nodeIdentity:
    'Of Azure: the id of a user-assigned identity that machines of the control plane have.',
};

/** `fleet:cluster:provision`: what has Cluster API make a cluster, as files. */
export function createClusterProvisionAction() {
  return createTemplateAction({
    id: 'fleet:cluster:provision',
    description:
      'Writes what has Cluster API (v1beta2) make a cluster on AWS, Azure, Google, vSphere or Docker, by a ClusterClass or by each of the objects, and its Resource for the catalog. No credential is an input: an identity that is there is named.',
    examples,
    supportsDryRun: true,
    schema: {
      input: {
        name: z =>
          z
            .string()
            .describe(
              "What the cluster is called, as a label of DNS of at most 40 signs: 'prod-euw1-b'.",
            ),
        provider: z => z.enum(PROVIDERS).describe('Whose machines it gets.'),
        version: z =>
          z.string().describe("The version of Kubernetes: 'v1.34.2'."),
        owner: z =>
          z.string().describe("Whose it is: 'group:default/platform'."),
        controlPlane: z =>
          z
            .object({
              replicas: z.number().describe('1, 3, 5 or 7.'),
              machineType: z
                .string()
                .describe(
                  "Such as 'm6i.large', 'Standard_D4s_v5', 'n2-standard-4'; of vSphere CPUs and GiB, '4x16'. None with a class or Docker.",
                )
                .optional(),
            })
            .strict()
            .describe('The machines of the control plane.'),
        workers: z =>
          z
            .array(
              z
                .object({
                  name: z
                    .string()
                    .describe('What the pool is called, of at most 20 signs.'),
                  replicas: z.number().describe('How many machines.'),
                  machineType: z
                    .string()
                    .describe('As of the control plane.')
                    .optional(),
                  failureDomain: z
                    .string()
                    .describe(
                      "Where they are: 'eu-west-1a', '1', 'europe-west1-b'. Anywhere in the region by default.",
                    )
                    .optional(),
                  workerClass: z
                    .string()
                    .describe(
                      "With a class: which of its classes of workers, such as 'default-worker'.",
                    )
                    .optional(),
                })
                .strict(),
            )
            .max(20)
            .describe('Pools of machines that work.'),
        clusterClass: z =>
          z
            .object({
              name: z.string().describe('What it is called.'),
              namespace: z
                .string()
                .describe('Where it is; where the cluster is by default.')
                .optional(),
            })
            .strict()
            .describe(
              'The ClusterClass that the cluster is made by. Without it each of the objects is written.',
            )
            .optional(),
        variables: z =>
          z
            .record(z.union([z.string(), z.number(), z.boolean()]))
            .describe("Variables of the class, such as 'region'. No secrets.")
            .optional(),
        path: z =>
          z
            .string()
            .describe(
              "The folder of the repository, from its root, that has 'clusters' and 'catalog'. The root by default.",
            )
            .optional(),
        title: z =>
          z.string().describe('What people call it in the catalog.').optional(),
        system: z =>
          z
            .string()
            .describe("The system that it is of: 'system:default/platform'.")
            .optional(),
        attributes: z =>
          z
            .object({
              region: z.string().optional(),
              zone: z.string().optional(),
              environment: z.string().optional(),
              tier: z.string().optional(),
            })
            .strict()
            .describe(
              'What it is: labels of all that is written. On AWS, Azure and Google the region is where it is made.',
            )
            .optional(),
        labels: z =>
          z
            .record(z.string())
            .describe('More labels, none of Kubernetes, engines and Backstage.')
            .optional(),
        identity: z =>
          z
            .object({
              kind: z
                .string()
                .describe(
                  "'AWSClusterRoleIdentity', 'AWSClusterControllerIdentity', 'AzureClusterIdentity', 'VSphereClusterIdentity', or of Google 'Secret'.",
                )
                .optional(),
              name: z.string().describe('What it is called.'),
              namespace: z
                .string()
                .describe('Of Azure and Google: where it is.')
                .optional(),
            })
            .strict()
            .describe(
              'What the machines are made with: an identity that is there on the management cluster. Needed by Azure and vSphere; never a credential.',
            )
            .optional(),
        image: z =>
          z
            .string()
            .describe(
              "What machines start from. Needed by Google ('projects/…/global/images/…') and vSphere (a template).",
            )
            .optional(),
        place: z =>
          z
            .object(
              Object.fromEntries(
                PLACE_KEYS.map(key => [
                  key,
                  z.string().describe(PLACE_MEANING[key]).optional(),
                ]),
              ) as Record<
                (typeof PLACE_KEYS)[number],
                ReturnType<ReturnType<typeof z.string>['optional']>
              >,
            )
            .strict()
            .describe('Where the provider makes it.')
            .optional(),
        podNetwork: z =>
          z
            .string()
            .describe("Addresses of pods. '192.168.0.0/16' by default.")
            .optional(),
        serviceNetwork: z =>
          z
            .string()
            .describe("Addresses of services. '10.128.0.0/12' by default.")
            .optional(),
        namespace: z =>
          z
            .string()
            .describe(
              "The namespace of the management cluster that its objects go to. 'default' by default.",
            )
            .optional(),
        delivery: z =>
          z
            .enum(DELIVERIES)
            .describe(
              "What delivers to it when it is up: 'flux' is the Flux of the management cluster, with overlays of the cluster's own. 'none' by default.",
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
      const provision = checkProvision(input);
      const changes = new Changes({
        workspace: ctx.workspacePath,
        repository: repository ?? PLACES.repository,
        changes: changed ?? PLACES.changes,
        deletions: PLACES.deletions,
      });
      const notes = await writeProvision(provision, changes, folder);
      const files = await changes.save();
      finish(ctx, {
        files,
        notes,
        words: provisionWords(provision, folder, notes),
      });
    },
  });
}
