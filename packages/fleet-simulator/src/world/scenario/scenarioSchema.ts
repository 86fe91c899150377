import { z } from 'zod';
import { faultSchema } from '../../faults/faultSchema';
import { scenarioDriftSchema } from '../drifts/driftSchema';
import { isPlaced } from '../placement';
import { spendSchema } from './spendSchema';

/** A DNS label: what Kubernetes and the catalog both accept as a name. */
const name = z
  .string()
  .max(63)
  .regex(
    /^[a-z0-9]([-a-z0-9]*[a-z0-9])?$/,
    'must be lower case letters, digits and dashes',
  );

const environment = z.enum([
  'production',
  'staging',
  'development',
  'management',
]);

const teamSchema = z.strictObject({
  name,
  title: z.string(),
  description: z.string().optional(),
  /** Whether nobody commits to its repository but for releases. */
  quiet: z.boolean().default(false),
});

const domainSchema = z.strictObject({
  name,
  title: z.string(),
  owner: name,
});

const systemSchema = z.strictObject({
  name,
  title: z.string(),
  domain: name,
  owner: name,
  /** Where the system's components run; the system's name unless given. */
  namespace: name.optional(),
});

const placementSchema = z.strictObject({
  /** On all clusters of these environments … */
  environments: z.array(environment).optional(),
  /** … and on these clusters … */
  clusters: z.array(name).optional(),
  /** … but not on these … */
  except: z.array(name).optional(),
  /** … and only where this engine runs. */
  engine: z.enum(['argocd', 'flux', 'ocm']).optional(),
});

const componentSchema = z.strictObject({
  name,
  title: z.string().optional(),
  description: z.string().optional(),
  system: name,
  /** The system's owner unless given. */
  owner: name.optional(),
  type: z.string().default('service'),
  kind: z
    .enum(['Deployment', 'StatefulSet', 'DaemonSet'])
    .default('Deployment'),
  /** The workload's name; the component's unless given. */
  workload: name.optional(),
  /** The system's namespace unless given. */
  namespace: name.optional(),
  /** The image's path in the company's registry; `<owner>/<name>` unless given. */
  image: z.string().optional(),
  version: z.string(),
  /** What ran before the version, for the history. */
  previousVersion: z.string().optional(),
  /** Pods in production; elsewhere one. */
  replicas: z.number().int().min(0).max(5).default(2),
  port: z.number().int().positive().default(8080),
  /** After how long without progress its Deployment says so. */
  progressDeadlineSeconds: z.number().int().positive().default(600),
  packaging: z.enum(['kustomize', 'helm']).default('kustomize'),
  /** Also how Helm charts are versioned: the chart's version. */
  chartVersion: z.string().default('1.4.2'),
  /**
   * What ties the component to its workloads: a label on them, an annotation of
   * the entity that selects or names Applications, a label on the delivery, or an
   * annotation that names where its configuration lies, or its image.
   */
  binding: z
    .enum([
      'label',
      'app-selector',
      'app-name',
      'delivery-label',
      'delivery-source',
      'image',
    ])
    .default('label'),
  /** Images that the entity claims beside what it brings, as paths in the company's registry. */
  claimsImages: z.array(z.string()).default([]),
  autoscaled: z.boolean().default(false),
  /** A host under the company's domain makes an Ingress. */
  host: z.string().optional(),
  /** Also runs a CronJob with this schedule. */
  schedule: z.string().optional(),
  /** Whether a ConfigMap comes along. */
  configuration: z.boolean().default(false),
  /** Whether Argo CD takes back what somebody changes in the cluster. */
  selfHeal: z.boolean().default(false),
  /** How often Flux applies it anew, or looks for drift of a release: `10m0s` unless given. */
  interval: z
    .string()
    .regex(/^(\d+h)?(\d+m)?(\d+s)?$/, 'must be a duration such as 10m0s')
    .min(2)
    .optional(),
  /** What helm-controller does about drift: `warn` unless given. */
  driftDetection: z.enum(['enabled', 'warn', 'disabled']).optional(),
  /** That the scenario's Git repository says which image it has; it has to be packaged with Kustomize. */
  source: z
    .strictObject({
      /** Its overlay, with `{cluster}`, `{stage}`, `{environment}`, `{region}` and `{component}` for what these are. */
      path: z
        .string()
        .regex(
          /^(?:[a-z0-9-]|\{(?:cluster|stage|environment|region|component)\})+(?:\/(?:[a-z0-9-]|\{(?:cluster|stage|environment|region|component)\})+)*$/,
          'must be a path with known placeholders',
        )
        .default('apps/overlays/{stage}/{component}'),
      /** What is in the repository at first, by stage; the component's version elsewhere. */
      versions: z.record(name, z.string()).default({}),
    })
    .optional(),
  placement: placementSchema,
});

const clusterSchema = z.strictObject({
  name,
  title: z.string().optional(),
  provider: z.enum(['aws', 'gcp', 'azure']),
  region: z.string(),
  zones: z.array(z.string()).min(1),
  environment,
  tier: z.string(),
  owner: name,
  /** Which stage of a promotion it is in, as a label of what the hub has of it. */
  stage: name.optional(),
  /** Whether it is there and nothing knows of it yet: no hub, and not the written configuration. */
  spare: z.boolean().default(false),
  /** Without the leading `v`. */
  kubernetesVersion: z.string().regex(/^\d+\.\d+\.\d+$/),
  nodes: z.number().int().min(1).max(50).default(4),
  instanceType: z.string(),
  delivery: z.discriminatedUnion('engine', [
    z.strictObject({
      engine: z.literal('argocd'),
      /** The cluster whose Argo CD delivers here; its own unless given. */
      hub: name.optional(),
    }),
    z.strictObject({ engine: z.literal('flux') }),
    z.strictObject({
      engine: z.literal('ocm'),
      /** The cluster that is the hub of Open Cluster Management. */
      hub: name,
    }),
    z.strictObject({ engine: z.literal('none') }),
  ]),
  /** Systems that run on it besides its engine, by their ids. */
  systems: z.array(name).default([]),
  /** Whether the written configuration states the attributes. */
  attributesInConfig: z.boolean().default(true),
  access: z.enum(['reader', 'namespaces-only']).default('reader'),
  /** Faults from the start. */
  faults: z.array(faultSchema).default([]),
  /** How long ago a cluster that refuses from the start was lost, in minutes. */
  lostMinutesAgo: z.number().positive().default(9),
});

const minutesAgo = z.number().positive();
const where = { cluster: name, component: name };

/** An alert that fires on a component's workload. */
const alertSchema = z.strictObject({
  ...where,
  alert: z.string().regex(/^[A-Za-z_][A-Za-z0-9_]{0,62}$/),
  /** The label; none where absent. */
  severity: z.string().max(63).optional(),
  summary: z.string().max(500).optional(),
  minutesAgo,
});

const incidentSchema = z.discriminatedUnion('type', [
  /** A release whose image cannot be pulled: Progressing turns False. */
  z.strictObject({
    type: z.literal('stuck-rollout'),
    ...where,
    version: z.string(),
    minutesAgo,
  }),
  /** A release that a chart brought, and whose pods crash. */
  z.strictObject({
    type: z.literal('crashing-release'),
    ...where,
    version: z.string(),
    minutesAgo,
  }),
  /** One pod of a component that takes more memory than it may. */
  z.strictObject({
    type: z.literal('pod-out-of-memory'),
    ...where,
    minutesAgo,
  }),
  /** An Application whose manifests cannot be generated. */
  z.strictObject({
    type: z.literal('comparison-error'),
    ...where,
    message: z.string(),
    minutesAgo,
  }),
  /** A HelmRelease that gave up. */
  z.strictObject({
    type: z.literal('helm-retries-exceeded'),
    ...where,
    chartVersion: z.string(),
    message: z.string(),
    minutesAgo,
  }),
  z.strictObject({
    type: z.literal('suspended-kustomization'),
    ...where,
    minutesAgo,
  }),
  /** A run of a component's CronJob that failed. */
  z.strictObject({ type: z.literal('failed-run'), ...where, minutesAgo }),
  z.strictObject({
    type: z.literal('suspended-schedule'),
    ...where,
    minutesAgo,
  }),
  z.strictObject({
    type: z.literal('autoscaler-without-metrics'),
    ...where,
    minutesAgo,
  }),
  z.strictObject({
    type: z.literal('node-not-ready'),
    cluster: name,
    /** Counted from 0. */
    node: z.number().int().min(0),
    minutesAgo,
  }),
  /** A change by hand that the delivery does not undo. */
  z.strictObject({
    type: z.literal('hand-edit'),
    ...where,
    manager: z.string().default('kubectl-edit'),
    replicas: z.number().int().min(0).optional(),
    version: z.string().optional(),
    environment: z.record(z.string(), z.string()).optional(),
    minutesAgo,
  }),
]);

const rolloutSchema = z.strictObject({
  component: name,
  /** The version that the first release brings. */
  version: z.string(),
  waves: z
    .array(
      z.strictObject({
        name,
        clusters: z.array(name).min(1),
      }),
    )
    .min(1),
  /** How many waves the first release has behind it at the start. */
  wavesDone: z.number().int().min(0).default(0),
  /** Whether nothing is released until somebody asks for it: then only the waves hold. */
  onDemand: z.boolean().default(false),
  /** Ticks between a wave that is done and the next. */
  pauseTicks: z.number().int().min(0).default(2),
  /** Ticks between a release that is done and the next. */
  restTicks: z.number().int().min(0).default(4),
});

const unownedSchema = z.strictObject({
  cluster: name,
  namespace: name,
  name,
  image: z.string(),
  replicas: z.number().int().min(0).max(5).default(1),
  /** What its labels say of a component, beside its name. */
  labels: z.record(z.string(), z.string()).default({}),
});

const namespaceOwnerSchema = z.strictObject({
  namespaces: z.array(z.string()).min(1),
  owner: name,
});

const objectSchema = z.looseObject({
  apiVersion: z.string(),
  kind: z.string(),
  metadata: z.looseObject({ name: z.string() }),
});

const serviceSchema = z.strictObject({
  cluster: name,
  namespace: name,
  name,
  port: z.union([z.string(), z.number()]),
  /** Answers by path. */
  responses: z.record(
    z.string(),
    z.strictObject({
      status: z.number().int().default(200),
      body: z.union([z.string(), z.looseObject({})]),
    }),
  ),
});

/** What of a scenario is about Git. */
type OfGit = {
  git?: object;
  components: {
    name: string;
    packaging: string;
    source?: { path: string };
    placement: z.output<typeof placementSchema>;
  }[];
  clusters: {
    name: string;
    environment: string;
    stage?: string;
    spare: boolean;
    delivery: { engine: string };
  }[];
  rollouts: { component: string }[];
  incidents: { type: string; component?: string }[];
};

/** What Git says, nothing else says; and it says it of all clusters. */
function checkGit(scenario: OfGit, context: z.RefinementCtx): void {
  const complain = (path: (string | number)[], message: string) =>
    context.addIssue({ code: 'custom', path, message });
  scenario.components.forEach((component, index) => {
    const { source, packaging } = component;
    if (!source) return;
    const path = ['components', index, 'source'];
    if (!scenario.git) {
      complain(path, "there is no 'git' in the scenario");
    }
    if (packaging !== 'kustomize') {
      complain(path, 'only what is packaged with Kustomize can have one');
    }
    for (const cluster of scenario.clusters) {
      if (!isPlaced(component, cluster)) continue;
      if (!['argocd', 'flux'].includes(cluster.delivery.engine)) {
        complain(path, `nothing on '${cluster.name}' reads a repository`);
      }
      if (source.path.includes('{stage}') && !cluster.stage) {
        complain(path, `'${cluster.name}' is in no stage`);
      }
    }
  });
  const isBound = (component: string | undefined) =>
    scenario.components.some(each => each.name === component && each.source);
  scenario.rollouts.forEach(({ component }, index) => {
    if (isBound(component)) {
      complain(
        ['rollouts', index, 'component'],
        `Git says which version '${component}' has`,
      );
    }
  });
  scenario.incidents.forEach(({ type, component }, index) => {
    const isRelease = ['stuck-rollout', 'crashing-release'].includes(type);
    if (isRelease && isBound(component)) {
      complain(
        ['incidents', index, 'component'],
        `Git says which version '${component}' has`,
      );
    }
  });
}

/** A world to simulate; the README explains each part. @public */
export const scenarioSchema = z
  .strictObject({
    name,
    title: z.string().optional(),
    /** The company's DNS domain; registry, git and charts live below it. */
    dnsDomain: z.string().default('company.example'),
    teams: z.array(teamSchema).default([]),
    domains: z.array(domainSchema).default([]),
    systems: z.array(systemSchema).default([]),
    components: z.array(componentSchema).default([]),
    clusters: z.array(clusterSchema).default([]),
    rollouts: z.array(rolloutSchema).default([]),
    incidents: z.array(incidentSchema).default([]),
    /** What fires on clusters with a Prometheus, beside what follows from how the world is. */
    alerts: z.array(alertSchema).default([]),
    /** How clusters differ from what is delivered to them, from the start. */
    drifts: z.array(scenarioDriftSchema).default([]),
    /** What the portal is told of promotions, as `fleet.promotions` has it. */
    promotions: z.record(z.string(), z.unknown()).optional(),
    /** That there is a real Git repository from which engines take what components have as `source`. */
    git: z
      .strictObject({
        /** Its path on the server, without `.git`. */
        repository: z
          .string()
          .regex(
            /^[a-z0-9][a-z0-9_-]*(?:\/[a-z0-9][a-z0-9_-]*)*$/,
            'must be lower case names with slashes between them',
          )
          .default('platform/fleet'),
        /** The cluster whose Argo CD applies the folder `clusters` to itself: who is registered there, it knows. */
        hub: name.optional(),
      })
      .optional(),
    /** How often Argo CD tries a sync again; its own number unless given. */
    syncRetries: z.number().int().min(0).optional(),
    /** Whether nothing happens that nobody asked for: no commits, no restarts, no scaling. */
    quiet: z.boolean().default(false),
    /** Workloads that belong to no component. */
    unowned: z.array(unownedSchema).default([]),
    /** Whose namespaces are, in the configuration that is written. */
    namespaceOwners: z.array(namespaceOwnerSchema).default([]),
    /** How what is spent came to be what it is. */
    spend: spendSchema.prefault({}),
    /** Answers behind the service proxy. */
    services: z.array(serviceSchema).default([]),
    /** Further objects, as they are. */
    objects: z
      .array(z.strictObject({ cluster: name, objects: z.array(objectSchema) }))
      .default([]),
  })
  .superRefine((scenario, context) => {
    const known = {
      team: new Set(scenario.teams.map(team => team.name)),
      domain: new Set(scenario.domains.map(domain => domain.name)),
      system: new Set(scenario.systems.map(system => system.name)),
      component: new Set(scenario.components.map(({ name: n }) => n)),
      cluster: new Set(scenario.clusters.map(cluster => cluster.name)),
    };
    const check = (
      kind: keyof typeof known,
      value: string | undefined,
      path: (string | number)[],
    ) => {
      if (value !== undefined && !known[kind].has(value)) {
        context.addIssue({
          code: 'custom',
          path,
          message: `there is no ${kind} '${value}' in the scenario`,
        });
      }
    };
    scenario.domains.forEach((domain, index) =>
      check('team', domain.owner, ['domains', index, 'owner']),
    );
    scenario.systems.forEach((system, index) => {
      check('team', system.owner, ['systems', index, 'owner']);
      check('domain', system.domain, ['systems', index, 'domain']);
    });
    scenario.components.forEach((component, index) => {
      check('system', component.system, ['components', index, 'system']);
      check('team', component.owner, ['components', index, 'owner']);
    });
    const names = new Set<string>();
    scenario.clusters.forEach((cluster, index) => {
      const path = ['clusters', index];
      if (names.has(cluster.name)) {
        context.addIssue({
          code: 'custom',
          path: [...path, 'name'],
          message: `there are two clusters '${cluster.name}'`,
        });
      }
      names.add(cluster.name);
      if ('hub' in cluster.delivery) {
        check('cluster', cluster.delivery.hub, [...path, 'delivery', 'hub']);
      }
    });
    checkGit(scenario, context);
    check('cluster', scenario.git?.hub, ['git', 'hub']);
    scenario.rollouts.forEach((rollout, index) => {
      const path = ['rollouts', index];
      check('component', rollout.component, [...path, 'component']);
      rollout.waves.forEach((wave, number) =>
        wave.clusters.forEach(cluster =>
          check('cluster', cluster, [...path, 'waves', number, 'clusters']),
        ),
      );
    });
    scenario.incidents.forEach((incident, index) => {
      check('cluster', incident.cluster, ['incidents', index, 'cluster']);
      if ('component' in incident) {
        check('component', incident.component, [
          'incidents',
          index,
          'component',
        ]);
      }
    });
    scenario.alerts.forEach(({ component, cluster }, index) => {
      check('component', component, ['alerts', index, 'component']);
      check('cluster', cluster, ['alerts', index, 'cluster']);
    });
    scenario.drifts.forEach(({ component, clusters }, index) => {
      check('component', component, ['drifts', index, 'component']);
      clusters.forEach((cluster, number) =>
        check('cluster', cluster, ['drifts', index, 'clusters', number]),
      );
    });
    scenario.namespaceOwners.forEach(({ owner }, index) =>
      check('team', owner, ['namespaceOwners', index, 'owner']),
    );
    const { budgets, grows, releases, spikes, silences } = scenario.spend;
    budgets.forEach(({ team }, index) =>
      check('team', team, ['spend', 'budgets', index, 'team']),
    );
    grows.forEach(({ team }, index) =>
      check('team', team, ['spend', 'grows', index, 'team']),
    );
    releases.forEach((release, index) => {
      const path = ['spend', 'releases', index];
      check('component', release.component, [...path, 'component']);
      const component = scenario.components.find(
        each => each.name === release.component,
      );
      // A chart has a version of its own, which would have to be the one before as well.
      if (component?.packaging === 'helm') {
        context.addIssue({
          code: 'custom',
          path: [...path, 'component'],
          message: `'${release.component}' is packaged with Helm: only what is not can have the version before`,
        });
      }
      release.waves.forEach((wave, number) =>
        wave.clusters.forEach(cluster =>
          check('cluster', cluster, [...path, 'waves', number, 'clusters']),
        ),
      );
    });
    spikes.forEach(({ cluster, component }, index) => {
      check('cluster', cluster, ['spend', 'spikes', index, 'cluster']);
      check('component', component, ['spend', 'spikes', index, 'component']);
    });
    silences.forEach(({ cluster }, index) =>
      check('cluster', cluster, ['spend', 'silences', index, 'cluster']),
    );
    for (const key of ['unowned', 'services', 'objects'] as const) {
      scenario[key].forEach((entry, index) =>
        check('cluster', entry.cluster, [key, index, 'cluster']),
      );
    }
  });

/** A scenario with all defaults filled in. @public */
export type Scenario = z.output<typeof scenarioSchema>;

/** A scenario as one writes it down. @public */
export type ScenarioInput = z.input<typeof scenarioSchema>;

/** One component of a scenario. @public */
export type ScenarioComponent = Scenario['components'][number];

/** One cluster of a scenario. @public */
export type ScenarioCluster = Scenario['clusters'][number];

/** One thing that is wrong in a scenario from the start. @public */
export type ScenarioIncident = Scenario['incidents'][number];

/** One release on its way over clusters. @public */
export type ScenarioRollout = Scenario['rollouts'][number];

/** A valid scenario with nothing in it. @public */
export function createEmptyScenario(scenarioName = 'empty'): ScenarioInput {
  return { name: scenarioName };
}
