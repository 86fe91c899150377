import { stringify } from 'yaml';
import { FleetSimulator } from '../FleetSimulator';
import { ARGO_NAMESPACE } from '../world/controllers/ArgoApi';
import { Scenario } from '../world/scenario/scenarioSchema';
import { worldSystem, type SystemPoll } from '../world/systems';
import { knownClusters } from './knownClusters';
import { toBase64 } from './kubeconfig';
import { peopleOf, PLATFORM_TEAM } from './people';

/** In which waves the portal is told that releases go, where the scenario releases on demand. */
function rolloutsOf({ rollouts, components }: Scenario): object {
  const onDemand = rollouts.filter(rollout => rollout.onDemand);
  if (onDemand.length === 0) return {};
  const deadlines = components
    .filter(({ name }) => onDemand.some(({ component }) => component === name))
    .map(({ progressDeadlineSeconds }) => progressDeadlineSeconds);
  return {
    rollouts: {
      progressDeadlineSeconds: Math.min(...deadlines),
      intervalSeconds: 10,
    },
    rolloutPlans: onDemand.map(({ component, waves }) => ({
      components: [`component:default/${component}`],
      // What the simulation calls done is done at once.
      soakSeconds: 0,
      waves: waves.map(({ name, clusters }) => ({ name, clusters })),
    })),
  };
}

/** What the written configuration may say besides. @public */
export type AppConfigOptions = {
  /**
   * How many days of history cost tools are asked for besides; none unless given, 90 at
   * most. With history they are asked by hour, too, where they can be.
   */
  costHistoryDays?: number;
  /** Whose audit log the portal is sent, and what is shown for it; nobody's unless given. */
  auditLog?: { cluster: string; token: string };
};

/** Which repository templates may write to, and by which hub clusters become known that are registered there. */
function gitOf({ scenario, git }: FleetSimulator): object {
  if (!git) return {};
  const { hub } = scenario.git ?? {};
  return {
    ...(hub && { hubs: [{ type: 'argocd', cluster: hub }] }),
    scaffolder: { gitRemotes: [{ url: git.url, ...git.credentials }] },
  };
}

/** Days of history are many questions, and change no more: they are asked once an hour. */
function askedFor(
  { hasHistory, hasHours, ...poll }: SystemPoll,
  { costHistoryDays = 0 }: AppConfigOptions,
): object {
  return hasHistory && costHistoryDays > 0
    ? {
        ...poll,
        settings: {
          ...poll.settings,
          historyDays: costHistoryDays,
          ...(hasHours && { hours: true }),
        },
        intervalSeconds: 3600,
      }
    : { ...poll, intervalSeconds: 60 };
}

/**
 * Configuration of a portal that shows the simulated clusters.
 * @param catalogFile - absolute path of the catalog file
 * @public
 */
export function renderAppConfig(
  simulator: FleetSimulator,
  catalogFile: string,
  options: AppConfigOptions = {},
): string {
  const known = simulator.scenario.clusters.filter(({ spare }) => !spare);
  const specs = new Map(known.map(spec => [spec.name, spec]));
  const clusters = knownClusters(simulator);
  const attributes = known
    .filter(spec => spec.attributesInConfig)
    .map(({ name, region, provider, environment, tier, owner }) => ({
      cluster: name,
      region,
      provider,
      environment,
      tier,
      owner,
    }));
  // The company's hubs call its clusters as the portal does; a name alone would mean nothing.
  const references = known
    .filter(
      ({ environment, systems }) =>
        (environment === 'management' && systems.length > 0) ||
        systems.some(id => worldSystem(id).namesClusters),
    )
    .flatMap(({ name: hub }) =>
      known
        .filter(({ name }) => name !== hub)
        .map(({ name }) => ({ hub, name, cluster: name })),
    );
  const argoHubs = simulator.scenario.clusters.filter(
    ({ environment, delivery }) =>
      environment === 'management' && delivery.engine === 'argocd',
  );
  const { scenario } = simulator;
  const systems = scenario.clusters.flatMap(spec =>
    spec.systems.map(id => ({ spec, system: worldSystem(id) })),
  );
  const polls = [
    ...argoHubs.flatMap(({ name }) => [
      {
        cluster: name,
        poll: 'argocd/Cluster',
        namespace: ARGO_NAMESPACE,
        intervalSeconds: 30,
      },
      {
        cluster: name,
        poll: 'argocd/ManagedResource',
        namespace: ARGO_NAMESPACE,
      },
    ]),
    ...systems.flatMap(({ spec, system }) =>
      (system.polls?.(spec, scenario) ?? []).map(poll => ({
        cluster: spec.name,
        ...askedFor(poll, options),
      })),
    ),
  ];
  const extensions = [
    ...argoHubs.map(({ name }) => ({
      cluster: name,
      role: 'argocd-clusters',
      namespaces: [ARGO_NAMESPACE],
    })),
    // The simulated API servers let readers get what is looked at by its name.
    ...clusters.map(({ name }) => ({
      cluster: name,
      role: 'differences',
    })),
    ...systems.flatMap(({ spec, system }) =>
      (system.extensions?.(spec, scenario) ?? []).map(extension => ({
        cluster: spec.name,
        ...extension,
      })),
    ),
  ];
  // The others stay as a portal is that may only look.
  const act = clusters
    .filter(({ name }) => {
      const spec = specs.get(name);
      return (
        argoHubs.some(hub => hub.name === name) ||
        spec?.delivery.engine === 'flux'
      );
    })
    .map(({ name, actorToken: token }) => ({ cluster: name, token }));
  return stringify({
    kubernetes: {
      serviceLocatorMethod: { type: 'multiTenant' },
      clusterLocatorMethods: [
        {
          type: 'config',
          clusters: clusters.map(({ name, url, token, caData }) => {
            const title = specs.get(name)?.title;
            return {
              name,
              ...(title && { title }),
              url,
              authProvider: 'serviceAccount',
              serviceAccountToken: token,
              skipMetricsLookup: true,
              ...(caData && { caData: toBase64(caData) }),
            };
          }),
        },
      ],
    },
    catalog: {
      locations: [
        {
          type: 'file',
          target: catalogFile,
          rules: [
            { allow: ['Domain', 'System', 'Component', 'Group', 'User'] },
          ],
        },
      ],
    },
    auth: {
      providers: {
        sample: {
          people: peopleOf(simulator.scenario).map(({ name, title, team }) => ({
            id: name,
            title,
            groups: [`group:default/${team}`],
          })),
        },
      },
    },
    permission: {
      everythingFor: [
        `group:default/${PLATFORM_TEAM}`,
        // As which a guest signs in before and after the catalog knows him.
        'user:default/guest',
        'user:development/guest',
      ],
    },
    fleet: {
      attributes,
      ...(references.length > 0 && { references }),
      ...gitOf(simulator),
      ...(simulator.scenario.promotions && {
        promotions: simulator.scenario.promotions,
      }),
      ...(extensions.length > 0 && { extensions }),
      ...(polls.length > 0 && { polls }),
      ...(act.length > 0 && { act }),
      ...(simulator.scenario.namespaceOwners.length > 0 && {
        namespaceOwners: simulator.scenario.namespaceOwners,
      }),
      ...(scenario.spend.budgets.length > 0 && {
        budgets: scenario.spend.budgets.map(({ team, ...budget }) => ({
          owner: `group:default/${team}`,
          ...budget,
        })),
      }),
      ...rolloutsOf(simulator.scenario),
      ...(options.auditLog && {
        drift: {
          auditWebhooks: [
            {
              cluster: options.auditLog.cluster,
              token: options.auditLog.token,
            },
          ],
        },
      }),
      // The simulated clusters listen on this machine, which is not connected to unless it is allowed.
      network: { allow: ['127.0.0.0/8', '::1'] },
    },
  });
}
