import {
  expect,
  FleetTable,
  test,
  type FleetApi,
  type Portal,
} from '../support';

test.use({ world: 'catalog' });

const NAME = 'prod-use1-b';
const HUB = 'mgmt-euw1';

type ClusterEntity = {
  metadata: {
    name: string;
    title?: string;
    annotations: Record<string, string>;
    labels?: Record<string, string>;
  };
  spec: { owner: string };
};

/** The clusters that the catalog has, as a guest sees them. */
async function entitiesIn(portal: Portal): Promise<ClusterEntity[]> {
  const signIn = await fetch(`${portal.url}/api/auth/guest/refresh`, {
    method: 'POST',
  });
  const { backstageIdentity } = (await signIn.json()) as {
    backstageIdentity: { token: string };
  };
  const response = await fetch(
    `${portal.url}/api/catalog/entities?filter=kind=resource,spec.type=kubernetes-cluster`,
    { headers: { Authorization: `Bearer ${backstageIdentity.token}` } },
  );
  return (await response.json()) as ClusterEntity[];
}

/** Waits until each cluster of the fleet has an entity. */
async function untilTold(portal: Portal, api: FleetApi) {
  const { items } = await api.clusters('?limit=500');
  await expect
    .poll(async () => (await entitiesIn(portal)).length, { timeout: 60_000 })
    .toBe(items.length);
  return items;
}

test.afterEach(async ({ control }) => {
  await control.clearFaults(HUB);
  await control.tick();
});

test('each cluster of the fleet is an entity of the catalog', async ({
  page,
  portal,
  api,
}) => {
  const clusters = await untilTold(portal, api);
  const entities = await entitiesIn(portal);
  for (const cluster of clusters) {
    const entity = entities.find(
      ({ metadata }) =>
        metadata.annotations['fleet.backstage.io/cluster-id'] === cluster.id,
    );
    expect(entity?.metadata.name).toBe(cluster.name);
    const owner = cluster.attributes.owner.value;
    expect(entity?.spec.owner).toBe(
      `group:default/${owner === 'unassigned' ? 'platform' : owner}`,
    );
    const { value } = cluster.attributes.environment;
    expect(entity?.metadata.labels?.['fleet.backstage.io/environment']).toBe(
      value === 'unassigned' ? undefined : value,
    );
  }
  // The Kubernetes plugin reads none of them back.
  for (const { metadata } of entities) {
    expect(metadata.annotations).not.toHaveProperty([
      'kubernetes.io/auth-provider',
    ]);
  }
  await page.goto('/catalog?filters%5Bkind%5D=resource');
  await expect(
    page
      .getByRole('link', { name: /Production, Virginia B|prod-use1-b/ })
      .first(),
  ).toBeVisible();
});

test('the entity of a cluster shows it as Fleet does, and leads there and back', async ({
  page,
  portal,
  api,
}) => {
  await untilTold(portal, api);
  const id = await api.clusterId(NAME);
  const { cluster } = await api.cluster(id);
  const path = `/catalog/clusters/resource/${NAME}`;

  await page.goto(path);
  const card = page.locator('[data-fleet-content]');
  await expect(card).toContainText('Nodes ready');
  await expect(card).toContainText(
    `${cluster.nodes.ready} of ${cluster.nodes.total}`,
  );

  await page.goto(`${path}/fleet`);
  const instances = await api.instances(id);
  await expect(new FleetTable(page, 'Instances').rows).toHaveCount(
    instances.length,
  );
  const tabs = page.getByRole('navigation', {
    name: 'What to see of this cluster',
  });
  await tabs.getByRole('link', { name: 'Deliveries' }).click();
  await expect(page).toHaveURL(`${portal.url}${path}/fleet?tab=deliveries`);
  const deliveries = await api.deliveries(id);
  await expect(new FleetTable(page, 'Deliveries').rows).toHaveCount(
    deliveries.length,
  );
  await page.reload();
  await expect(new FleetTable(page, 'Deliveries').rows).toHaveCount(
    deliveries.length,
  );

  await page.getByRole('link', { name: 'Open in Fleet' }).click();
  await expect(page).toHaveURL(`${portal.url}/fleet/clusters/${id}`);
  await page
    .getByRole('main')
    .getByRole('link', { name: cluster.title ?? NAME })
    .click();
  await expect(page).toHaveURL(new RegExp(`${path}$`));
});

test('a hub that dies takes no entity with it', async ({
  portal,
  api,
  control,
}) => {
  const clusters = await untilTold(portal, api);
  const id = await api.clusterId(HUB);
  await control.faultNow(HUB, { fault: 'refuse' });
  await expect
    .poll(
      async () => {
        await control.tick();
        return (await api.cluster(id)).cluster.reachability.state;
      },
      { timeout: 60_000 },
    )
    .toBe('unreachable');
  const before = await entitiesIn(portal);
  expect(before).toHaveLength(clusters.length);
  // Longer than it takes to be told of a change.
  await new Promise(resolve => {
    setTimeout(resolve, 8_000);
  });
  expect(await entitiesIn(portal)).toEqual(before);
});

test('a cluster that is called otherwise keeps its entity', async ({
  page,
  portal,
  api,
}) => {
  const clusters = await untilTold(portal, api);
  const entityOf = async () =>
    (await entitiesIn(portal)).find(
      ({ metadata }) => metadata.name === NAME,
    ) as ClusterEntity;
  const titles = ['Renamed by its operator', 'And once more'];
  for (const [index, title] of titles.entries()) {
    portal.reconfigure(config => ({
      ...config,
      kubernetes: {
        ...config.kubernetes,
        clusterLocatorMethods: config.kubernetes.clusterLocatorMethods.map(
          method => ({
            ...method,
            clusters: method.clusters.map(cluster =>
              cluster.title === titles[index - 1] || cluster.name === NAME
                ? // The second time it gets another name as well.
                  { ...cluster, title, name: index === 0 ? NAME : 'virginia' }
                : cluster,
            ),
          }),
        ),
      },
    }));
    await expect
      .poll(async () => (await entityOf())?.metadata.title, {
        timeout: 90_000,
      })
      .toBe(title);
    expect(await entitiesIn(portal)).toHaveLength(clusters.length);
  }
  await page.goto(`/catalog/clusters/resource/${NAME}/fleet`);
  await expect(page.getByText('Nodes ready')).toBeVisible();
});
