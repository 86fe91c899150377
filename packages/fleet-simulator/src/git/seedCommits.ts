import path from 'node:path';
import { stringify } from 'yaml';
import { deploymentManifest } from '../world/builders/workloads';
import { versionBefore } from '../world/costs/pastReleaseOf';
import { isPlaced, namespaceOf, overlayOf, ownerOf } from '../world/placement';
import type {
  Scenario,
  ScenarioComponent,
} from '../world/scenario/scenarioSchema';
import type { NewCommit } from './GitRepository';
import { digestOf } from './imageReference';

const FIRST_AT = Date.parse('2026-05-04T09:00:00Z');
const DAY_MS = 86_400_000;

const README = `# Fleet

What runs on which cluster. Engines read \`main\`.
`;

const CLUSTERS = `# Clusters that the hub knows. Argo CD applies what is listed here to the hub itself.
apiVersion: kustomize.config.k8s.io/v1beta1
kind: Kustomization
resources:
  - about.yaml # so that there is something before the first cluster
`;

const ABOUT = `apiVersion: v1
kind: ConfigMap
metadata:
  name: fleet-repository
  namespace: argocd
data:
  owner: platform
`;

/**
 * What is in the repository of a scenario when nobody has changed anything yet: the layout
 * of `clusters`, `infrastructure` and `apps`, with comments that people have left, as three
 * commits: what ran before, what runs, and something that nothing runs by.
 */
export function seedCommits(scenario: Scenario): NewCommit[] {
  const components = scenario.components.filter(({ source }) => source);
  return [
    {
      message: 'The layout of the fleet',
      time: FIRST_AT,
      files: {
        'README.md': README,
        'clusters/kustomization.yaml': CLUSTERS,
        'clusters/about.yaml': ABOUT,
        ...merged(components.map(each => baseOf(scenario, each))),
        ...merged(
          components.map(each => overlaysOf(scenario, each, versionBefore)),
        ),
      },
    },
    {
      message: 'What runs now',
      time: FIRST_AT + 10 * DAY_MS,
      files: merged(
        components.map(each =>
          overlaysOf(
            scenario,
            each,
            ({ version, source }, stage) => source?.versions[stage] ?? version,
          ),
        ),
      ),
    },
    {
      message: 'Whom to ask',
      time: FIRST_AT + 12 * DAY_MS,
      files: { 'README.md': `${README}\nAsk the platform team.\n` },
    },
  ];
}

function baseOf(
  scenario: Scenario,
  component: ScenarioComponent,
): Record<string, string> {
  const { name, workload = name, port } = component;
  const folder = `apps/base/${name}`;
  const manifest = deploymentManifest({
    name: workload,
    namespace: namespaceOf(scenario, component),
    // Which version is said by the overlays.
    image: imageNameOf(scenario, component),
    port,
  });
  return {
    [`${folder}/deployment.yaml`]: stringify({
      ...manifest,
      kind: component.kind,
    }),
    [`${folder}/kustomization.yaml`]: `# What is the same everywhere. No version belongs here.
apiVersion: kustomize.config.k8s.io/v1beta1
kind: Kustomization
resources:
  - deployment.yaml
`,
  };
}

function overlaysOf(
  scenario: Scenario,
  component: ScenarioComponent,
  versionOf: (component: ScenarioComponent, stage: string) => string,
): Record<string, string> {
  const { source } = component;
  if (!source) return {};
  return merged(
    scenario.clusters
      .filter(cluster => isPlaced(component, cluster))
      .map(cluster => {
        const folder = overlayOf(source.path, component, cluster);
        const { stage = cluster.name } = cluster;
        return {
          [`${folder}/kustomization.yaml`]: overlayText({
            stage,
            base: path.posix.relative(folder, `apps/base/${component.name}`),
            image: imageNameOf(scenario, component),
            version: versionOf(component, stage),
          }),
        };
      }),
  );
}

function overlayText(options: {
  stage: string;
  base: string;
  image: string;
  version: string;
}): string {
  const { stage, base, image, version } = options;
  return `# What runs in '${stage}'. Changes are looked at by whoever owns the component.
apiVersion: kustomize.config.k8s.io/v1beta1
kind: Kustomization
resources:
  - ${base}
images:
  # A tag may be moved, a digest may not.
  - name: ${image} # as the base calls it
    newTag: ${JSON.stringify(version)}
    digest: ${digestOf(`${image}:${version}`)}
`;
}

function imageNameOf(scenario: Scenario, component: ScenarioComponent): string {
  const repository =
    component.image ?? `${ownerOf(scenario, component)}/${component.name}`;
  return `registry.${scenario.dnsDomain}/${repository}`;
}

function merged(
  parts: readonly Record<string, string>[],
): Record<string, string> {
  return Object.assign({}, ...parts);
}
