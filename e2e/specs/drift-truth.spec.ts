import type { FleetDriftEpisode } from '@fleetview/backstage-plugin-fleet-common';
import { expect, test, type DriftTruth } from '../support';

test.use({ world: 'drift' });

const CLUSTERS = ['argo-1', 'flux-1', 'ocm-1'];

/** What is asked for, and the class and the manager that it has to be told with. */
const DRIFTS: Record<
  string,
  {
    component: string;
    class: string;
    manager?: string;
    [option: string]: unknown;
  }
> = {
  'edit-image': {
    component: 'edited',
    version: '1.2.0-hotfix.1',
    class: 'human',
    manager: 'kubectl-edit',
  },
  autoscale: {
    component: 'scaled',
    replicas: 5,
    class: 'controller',
    manager: 'kube-controller-manager',
  },
  'inject-sidecar': { component: 'injected', class: 'admission' },
  'delete-configuration': { component: 'configured', class: 'missing' },
  'extra-deployment': { component: 'followed', class: 'extra' },
  'failed-apply': {
    component: 'refused',
    version: '1.3.0',
    class: 'failed-apply',
  },
};

/** A watch tells at once; what takes a look is looked at within two rounds. */
const TOLD_WITHIN_MS = 240_000;

const keyOf = (cluster: string, kind: string, name: string) =>
  `${cluster} ${kind} ${name}`;

test('drift on each engine is of its class, dated, and attributed', async ({
  api,
  control,
}) => {
  test.setTimeout(420_000);
  const startedAt = Date.now();
  for (const [type, { class: _, manager: __, ...options }] of Object.entries(
    DRIFTS,
  )) {
    await control.drift({
      ...options,
      type,
      clusters:
        type === 'edit-image' ? [...CLUSTERS, 'argo-2', 'argo-3'] : CLUSTERS,
    });
  }
  await control.tick(40);
  // What an engine has healed meanwhile drifts no more.
  const truths = (await control.drifts()).filter(
    ({ healedAt }) => healedAt === undefined,
  );
  expect(truths.map(({ kind, cluster }) => `${kind} ${cluster}`)).toEqual(
    expect.arrayContaining(
      Object.keys(DRIFTS).map(kind => expect.stringContaining(kind)),
    ),
  );
  expect(truths.length).toBeGreaterThanOrEqual(17);

  const told = async () => {
    const { items } = await api.drift('?limit=500');
    return new Map(
      items.map(episode => [
        keyOf(
          episode.cluster.name,
          episode.resource.kind,
          episode.resource.name,
        ),
        episode,
      ]),
    );
  };
  const missing = async () => {
    const episodes = await told();
    return truths
      .filter(truth => !isTold(truth, episodes.get(keyOfTruth(truth))))
      .map(truth => {
        const said = episodes.get(keyOfTruth(truth));
        return `${truth.kind} on ${truth.cluster} (seen ${
          truth.seenAt ?? 'by nobody'
        }): ${said ? `${said.class}, ${said.because}` : 'nothing'}`;
      });
  };
  await expect
    .poll(missing, { timeout: TOLD_WITHIN_MS, intervals: [3_000] })
    .toEqual([]);

  const episodes = await told();
  for (const truth of truths) {
    const episode = episodes.get(keyOfTruth(truth)) as FleetDriftEpisode;
    const of = `${truth.kind} on ${truth.cluster}`;
    const { manager } = DRIFTS[truth.kind];
    // Where an engine tells what it could not apply, it wrote itself what is there instead.
    const isEngines =
      truth.kind === 'failed-apply' &&
      episode.author?.manager === 'argocd-controller';
    if (!isEngines) expect(episode.author?.manager, of).toBe(manager);
    // Within what the watch and the engine take, which is named.
    const firstAt = Date.parse(episode.firstObservedAt);
    const isByAuthor =
      Math.abs(firstAt - Date.parse(truth.happenedAt)) <= 1_000;
    expect(isByAuthor || firstAt >= startedAt - 1_000, of).toBe(true);
    expect(firstAt, of).toBeLessThanOrEqual(startedAt + TOLD_WITHIN_MS);
    expect(episode.seenBy, of).toMatch(
      /^(watch|argocd|flux|open-cluster-management)$/,
    );
    // What nobody owns it does not see.
    if (truth.engine === 'argocd' && truth.kind !== 'inject-sidecar') {
      expect(episode.seenBy, of).toBe('argocd');
    }
  }

  const { items } = await api.driftGroups(
    `?by=same&component=${encodeURIComponent('component:default/edited')}`,
  );
  expect(items).toHaveLength(1);
  expect(items[0]).toMatchObject({ clusters: 5, headline: 5 });
});

function keyOfTruth({ cluster, resource }: DriftTruth): string {
  return keyOf(cluster, resource.kind, resource.name);
}

function isTold(
  { kind }: DriftTruth,
  episode: FleetDriftEpisode | undefined,
): boolean {
  return episode?.class === DRIFTS[kind].class;
}
