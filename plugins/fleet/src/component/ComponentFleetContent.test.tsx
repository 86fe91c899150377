import {
  act,
  fireEvent,
  screen,
  waitFor,
  within,
} from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import {
  actionRun,
  companyWorld,
  FakeFleetApi,
  NOW,
} from '@fleetview/backstage-plugin-fleet-react/testing';
import { renderPage } from '../__testUtils__/renderPage';
import { runningVersions } from './ComponentSummary';

const PATH = '/catalog/default/component/checkout/fleet';

const rowOf = (table: HTMLElement, cluster: string) =>
  within(table).getByText(cluster).closest('tr') as HTMLElement;

/** Regions with a colon, and clusters, in the order in which they stand. */
const namesOf = (table: HTMLElement) =>
  [...table.querySelectorAll('tbody tr')].map(line => {
    const region = line.querySelector('[data-region]');
    return region
      ? `${region.textContent}:`
      : line.querySelector('a')?.textContent;
  });

describe('ComponentFleetContent', () => {
  it('says first which region holds the release up, and why', async () => {
    await renderPage(PATH);
    const list = await screen.findByLabelText('What holds the release up');
    expect(
      within(list)
        .getAllByRole('listitem')
        .map(item => item.textContent),
    ).toEqual([
      'eu-west-1 holds it up: admission denied on prod-euw1-b, 42 minwhy ▸',
      'ap-south-1 is not known: health not known on prod-aps1, 9 minwhy ▸',
      expect.stringMatching(
        /^us-east-1 waits: window closed on prod-use1-a, .+ leftwhy ▸$/,
      ),
    ]);
  });

  it('shows the waves of the release, and how far it is', async () => {
    await renderPage(PATH);
    const release = await screen.findByLabelText('Release 1.42.0');
    expect(release).toHaveTextContent('a1b2c3d');
    expect(release).toHaveTextContent('started 47 min ago');
    expect(release).toHaveTextContent(
      'done 4 of 9 · 31 % of replicas · 2–4 h left',
    );
    expect(
      within(release)
        .getAllByRole('listitem')
        .map(wave => wave.textContent),
    ).toEqual([
      expect.stringContaining('canary3/3'),
      expect.stringContaining('europe and asia1/4'),
      expect.stringContaining('americas0/2'),
    ]);
  });

  it('is a line of sums and a row per cluster, the worst region first', async () => {
    await renderPage(PATH);
    expect(await screen.findByText('On 9 clusters')).toBeInTheDocument();
    const table = screen.getByLabelText('Instances');
    expect(namesOf(table)).toEqual([
      'eu-west-1:',
      'prod-euw1-b',
      'prod-euw1-a',
      'stage-euw1',
      'ap-south-1:',
      'prod-aps1',
      'us-east-1:',
      'prod-use1-a',
      'prod-use1-b',
      'stage-use1',
      'ap-northeast-1:',
      'prod-apne1',
      'ca-central-1:',
      'prod-cac1',
    ]);
    const stuck = rowOf(table, 'prod-euw1-b');
    expect(stuck).toHaveTextContent('1.41.2 → 1.42.0');
    expect(stuck).toHaveTextContent(/stuck\s*degraded\s*admission denied/);
    expect(stuck).toHaveTextContent('out of sync');
    expect(stuck).toHaveTextContent('4/6');
    expect(stuck).toHaveTextContent('42 min');
    expect(stuck).toHaveTextContent('Argo CD');
  });

  it('says of each cluster how far the release is, and nothing good of what is not seen', async () => {
    await renderPage(PATH);
    const table = await screen.findByLabelText('Instances');
    expect(rowOf(table, 'prod-use1-a')).toHaveTextContent(
      /window closed.* left *deny window of the project payments/,
    );
    expect(rowOf(table, 'prod-use1-b')).toHaveTextContent(
      'queuedwaits for the wave before',
    );
    const unseen = rowOf(table, 'prod-aps1');
    expect(unseen).toHaveTextContent('unknownhealthy, 9 min ago');
    expect(unseen).toHaveAttribute('data-stale', 'true');
    // What has arrived is as healthy as it is.
    expect(rowOf(table, 'prod-cac1')).toHaveTextContent('healthy');
    expect(rowOf(table, 'prod-cac1')).toHaveTextContent('Flux');
    expect(rowOf(table, 'prod-cac1')).not.toHaveTextContent('why');
  });

  it('counts each region by state, and closes it, in the URL', async () => {
    await renderPage(PATH);
    const button = await screen.findByLabelText('Collapse eu-west-1');
    const heading = button.closest('tr') as HTMLElement;
    expect(
      within(heading)
        .getAllByRole('img')
        .map(mark => mark.getAttribute('aria-label')),
    ).toEqual(['1 stuck', '1 applying', '1 healthy']);
    const table = screen.getByLabelText('Instances');
    await userEvent.click(button);
    expect(within(table).queryByText('prod-euw1-a')).not.toBeInTheDocument();
    expect(within(table).getByText('prod-use1-b')).toBeInTheDocument();
    await userEvent.click(screen.getByLabelText('Expand eu-west-1'));
    expect(within(table).getByText('prod-euw1-a')).toBeInTheDocument();
  });

  it('leads from a number of a wave to exactly what it counts', async () => {
    await renderPage(PATH);
    const release = await screen.findByLabelText('Release 1.42.0');
    await userEvent.click(within(release).getByLabelText('1 stuck'));
    const table = screen.getByLabelText('Instances');
    expect(namesOf(table)).toEqual(['eu-west-1:', 'prod-euw1-b']);
    await userEvent.click(screen.getByText('Show all'));
    expect(namesOf(table)).toHaveLength(14);
  });

  it('opens the chain of reasons from a row, with who can do what', async () => {
    await renderPage(PATH);
    const table = await screen.findByLabelText('Instances');
    await userEvent.click(
      within(rowOf(table, 'prod-euw1-b')).getByLabelText(
        'Why prod-euw1-b is as it is',
      ),
    );
    const drawer = await screen.findByRole('dialog', {
      name: 'checkout on prod-euw1-b',
    });
    expect(await within(drawer).findByText('It runs here.')).toBeVisible();
    expect(drawer).toHaveTextContent('stuck · admission denied');
    expect(drawer).toHaveTextContent('Change the manifest so that the policy');
    expect(
      within(drawer).getAllByRole('link', { name: 'platform' })[0],
    ).toHaveAttribute('href', '/catalog/default/group/platform');
    const chain = within(drawer).getByRole('list', {
      name: 'Why it is as it is',
    });
    const states = [...chain.querySelectorAll('[data-state]')].map(link =>
      link.getAttribute('data-state'),
    );
    expect(states).toEqual([
      ...Array(6).fill('passed'),
      'failed',
      ...Array(4).fill('not-reached'),
    ]);
    expect(chain).toHaveTextContent('ReplicaSet payments/checkout-7c9d5');
    await userEvent.keyboard('{Escape}');
    expect(screen.queryByRole('dialog')).not.toBeInTheDocument();
  });

  it('opens the chain by its address, and closes it for a row', async () => {
    await renderPage(`${PATH}?why=c-use1a`);
    const drawer = await screen.findByRole('dialog', {
      name: 'checkout on prod-use1-a',
    });
    expect(
      (await within(drawer).findAllByText(/once the window opens/))[0],
    ).toBeVisible();
    const table = screen.getByLabelText('Instances');
    act(() => rowOf(table, 'prod-use1-a').focus());
    await userEvent.keyboard('{Enter}');
    const detail = await screen.findByRole('dialog', {
      name: 'prod-use1-a · payments',
    });
    expect(detail).toHaveTextContent('Why it is here');
    expect(screen.getAllByRole('dialog')).toHaveLength(1);
  });

  it('says why it is not there', async () => {
    await renderPage(PATH);
    const section = await screen.findByRole('region', { name: 'Not here' });
    await userEvent.click(
      within(section).getByRole('button', {
        name: 'Why not here, on dev-lab',
      }),
    );
    const drawer = await screen.findByRole('dialog', {
      name: 'checkout on dev-lab',
    });
    expect(
      await within(drawer).findByText('It does not run here.'),
    ).toBeVisible();
    expect(drawer).toHaveTextContent('not placed');
    expect(drawer).toHaveTextContent('Add the cluster to what places it');
    expect(drawer).toHaveTextContent('no delivery brings it here');
  });

  it('says that the chain may not be seen', async () => {
    const api = new FakeFleetApi();
    api.forbid('getReasons');
    await renderPage(`${PATH}?why=c-euw1b`, api);
    const drawer = await screen.findByRole('dialog');
    expect(
      await within(drawer).findByText(/fleet\.instance\.read/),
    ).toBeVisible();
  });

  it('shows each release that is on its way', async () => {
    const api = new FakeFleetApi();
    const [first, paused] = api.world.rollouts;
    const { entityRef } = first.summary;
    api.world.rollouts = [
      first,
      { ...paused, summary: { ...paused.summary, entityRef } },
    ];
    await renderPage(PATH, api);
    expect(
      await screen.findByRole('region', { name: 'Release 1.42.0' }),
    ).toBeInTheDocument();
    const other = screen.getByRole('region', { name: 'Release 3.8.0' });
    expect(other).toHaveTextContent('paused, 2 of 9, 7 paused');
  });

  it('says what came of a release apart from that it is over', async () => {
    await renderPage('/catalog/default/component/search/fleet');
    const release = await screen.findByLabelText('Release 1.42.0');
    expect(release).toHaveTextContent(
      'completed, 187 of 190, 2 failed, 1 skipped',
    );
    expect(release).toHaveTextContent('ended 24 h ago');
    expect(release).not.toHaveTextContent('time left');
    expect(
      screen.queryByRole('list', { name: 'What holds the release up' }),
    ).not.toBeInTheDocument();
  });

  it('says that nothing is known of a release but that it began', async () => {
    await renderPage('/catalog/default/component/notifications/fleet');
    const release = await screen.findByRole('region', {
      name: 'A new release',
    });
    expect(release).toHaveTextContent('No cluster is known yet');
  });

  it('asks for all members where not all instances are loaded', async () => {
    const api = new FakeFleetApi({ pageSize: 2 });
    await renderPage(PATH, api);
    const list = await screen.findByLabelText('What holds the release up');
    expect(list).toHaveTextContent('us-east-1 waits:');
    expect(api.calls.map(({ method }) => method)).toContain('getRollout');
  });

  it('says by how much it is behind', async () => {
    await renderPage('/catalog/default/component/cart/fleet');
    const table = await screen.findByLabelText('Instances');
    expect(rowOf(table, 'prod-cac1')).toHaveTextContent(
      'behind by 2 releases, 3 d',
    );
  });

  it('says why it is there', async () => {
    const user = userEvent.setup();
    await renderPage(PATH);
    const row = rowOf(await screen.findByLabelText('Instances'), 'prod-use1-a');
    act(() => row.focus());
    await user.keyboard('{Enter}');
    const drawer = await screen.findByRole('dialog');
    expect(drawer).toHaveTextContent('Why it is here');
    expect(drawer).toHaveTextContent(
      'label backstage.io/kubernetes-id=checkout',
    );
  });

  it('says that a delivery is shown in part, and nothing of where it comes from', async () => {
    const api = new FakeFleetApi();
    api.world = {
      ...api.world,
      instances: api.world.instances.map(instance => ({
        ...instance,
        deliveries: instance.deliveries.map(
          ({ entityRef: _, binding: __, ...delivery }) => ({
            ...delivery,
            sources: [],
            partial: true,
          }),
        ),
      })),
    };
    const user = userEvent.setup();
    await renderPage(PATH, api);
    const row = rowOf(await screen.findByLabelText('Instances'), 'prod-use1-a');
    act(() => row.focus());
    await user.keyboard('{Enter}');
    const drawer = await screen.findByRole('dialog');
    expect(drawer).toHaveTextContent('Only what concerns this component here.');
    expect(drawer).toHaveTextContent('Argo CD');
    expect(drawer).not.toHaveTextContent('Repository');
  });

  it('says where it is not, and why', async () => {
    await renderPage(PATH);
    const section = await screen.findByRole('region', { name: 'Not here' });
    expect(within(section).getAllByRole('listitem')).toHaveLength(3);
    expect(
      within(section).getByText('prod-sae1').closest('li'),
    ).toHaveTextContent('forbiddenlisting deployments is forbidden');
  });

  it('shows five of those at first', async () => {
    const world = companyWorld();
    const [first] = world.notHere;
    world.notHere = Array.from({ length: 9 }, (_, index) => ({
      ...first,
      cluster: { id: `c-${index}`, name: `lab-${index}` },
    }));
    await renderPage(PATH, new FakeFleetApi({ world }));
    const section = await screen.findByRole('region', { name: 'Not here' });
    expect(within(section).getAllByRole('listitem')).toHaveLength(5);
    await userEvent.click(
      within(section).getByRole('button', { name: 'Show all 9' }),
    );
    expect(within(section).getAllByRole('listitem')).toHaveLength(9);
  });

  it('tells the systems of a row something, and asks nothing before', async () => {
    const { api } = await renderPage(PATH);
    const table = await screen.findByLabelText('Instances');
    expect(
      within(table).getAllByRole('button', { name: /something$/ }),
    ).toHaveLength(9);
    const asked = () =>
      api.calls.filter(({ method }) => method === 'listActions');
    expect(asked()).toEqual([]);
    await userEvent.click(
      within(rowOf(table, 'prod-euw1-b')).getByRole('button', {
        name: 'Tell the systems of prod-euw1-b something',
      }),
    );
    const dialog = await screen.findByRole('dialog', {
      name: 'Tell a system something',
    });
    expect(
      await within(dialog).findByRole('button', {
        name: 'Sync the Application',
      }),
    ).toBeEnabled();
    expect(asked().map(({ query }) => query)).toEqual(['i-checkout-c-euw1b']);
    // It is no drawer of the row.
    expect(screen.getAllByRole('dialog')).toHaveLength(1);
  });

  it('keeps what was asked in sight, and follows what is not over', async () => {
    const api = new FakeFleetApi();
    const at = (seconds: number) =>
      new Date(NOW + seconds * 1000).toISOString();
    api.acting.runs = [
      actionRun({ id: 'open', instanceId: 'i-checkout-c-euw1b' }),
      actionRun({
        id: 'unknown',
        instanceId: 'i-checkout-c-use1a',
        title: 'Restart the pods',
        about: { id: 'c-use1a', name: 'prod-use1-a' },
        reason: 'it leaks',
        requestedBy: 'user:default/mara',
        state: 'timed-out',
        steps: [
          { state: 'asked', at: at(-900) },
          { state: 'timed-out', at: at(-300), message: 'It was not seen.' },
        ],
      }),
      actionRun({ id: 'other', instanceId: 'i-cart-c-use1a', reason: 'no' }),
    ];
    await renderPage(PATH, api);
    const section = await screen.findByRole('region', {
      name: 'What was asked here',
    });
    const [, open, ended, ...others] = await within(section).findAllByRole(
      'row',
    );
    expect(others).toEqual([]);
    expect(open).toHaveTextContent(
      /Sync the Application · Application checkout-prod-euw1-b.*asked.*hub/,
    );
    expect(open).toHaveTextContent('it is behind');
    expect(ended).toHaveTextContent(
      /Restart the pods.*not seen in time.*It was not seen\..*prod-use1-a.*mara.*it leaks/,
    );
    const readsOf = (id: string) =>
      api.calls.filter(
        ({ method, query }) => method === 'getRun' && query === id,
      ).length;
    api.acting.runs = api.acting.runs.map(run =>
      run.id === 'open'
        ? {
            ...run,
            state: 'seen' as const,
            steps: [...run.steps, { state: 'seen' as const, at: at(1) }],
          }
        : run,
    );
    await waitFor(() => expect(open).toHaveTextContent('seen'), {
      timeout: 5_000,
    });
    expect(readsOf('open')).toBeGreaterThan(0);
    expect(readsOf('unknown')).toBe(0);
    expect(
      within(section).getByRole('link', { name: 'All of it in the audit' }),
    ).toHaveAttribute(
      'href',
      '/fleet/audit?event=action-asked&event=action-followed',
    );
  });

  it('says nothing of what was asked where nobody asked anything, and that it may not be seen', async () => {
    const api = new FakeFleetApi();
    const { unmount } = await renderPage(PATH, api);
    await screen.findByLabelText('Instances');
    expect(
      screen.queryByRole('region', { name: 'What was asked here' }),
    ).not.toBeInTheDocument();
    unmount();
    api.forbid('listComponentRuns');
    await renderPage(PATH, api);
    const section = await screen.findByRole('region', {
      name: 'What was asked here',
    });
    expect(
      within(section).getByText(/fleet\.instance\.read/),
    ).toBeInTheDocument();
  });

  it('says how much of the traffic a canary has', async () => {
    const api = new FakeFleetApi();
    const share = (
      id: string,
      percent: number,
      basis: 'traffic' | 'replicas',
    ) => {
      const found = api.world.instances.find(each => each.id === id);
      if (found?.rollout) found.rollout.share = { percent, basis };
    };
    share('i-checkout-c-euw1b', 40.9, 'traffic');
    share('i-checkout-c-euw1a', 50, 'replicas');
    share('i-checkout-c-use1b', 0, 'replicas');
    await renderPage(PATH, api);
    const table = await screen.findByLabelText('Instances');
    expect(rowOf(table, 'prod-euw1-b')).toHaveTextContent('40 % of traffic');
    expect(rowOf(table, 'prod-euw1-a')).toHaveTextContent('50 % of replicas');
    expect(rowOf(table, 'prod-use1-b')).not.toHaveTextContent('% of');
  });

  it('says what somebody has to do where automated sync is off', async () => {
    const api = new FakeFleetApi();
    const found = api.world.instances.find(
      each => each.id === 'i-checkout-c-use1b',
    );
    if (found?.rollout) {
      found.rollout.state = 'awaiting-approval';
      found.rollout.reason = {
        link: 'approval',
        state: 'waiting',
        message: 'automated sync is off; somebody has to sync it',
        remedy: 'sync',
      };
    }
    await renderPage(PATH, api);
    const table = await screen.findByLabelText('Instances');
    expect(rowOf(table, 'prod-use1-b')).toHaveTextContent(
      /awaiting approval.*automated sync is off; somebody has to sync it/,
    );
  });

  describe('on a narrow screen', () => {
    const { matchMedia } = window;
    afterEach(() => {
      window.matchMedia = matchMedia;
    });

    it('says why on a line of its own', async () => {
      window.matchMedia = (query =>
        ({
          matches: query.includes('max-width'),
          addListener: () => {},
          removeListener: () => {},
          addEventListener: () => {},
          removeEventListener: () => {},
        } as never)) as typeof window.matchMedia;
      await renderPage(PATH);
      const row = rowOf(
        await screen.findByLabelText('Instances'),
        'prod-euw1-b',
      );
      expect(row).toHaveStyle({ height: '52px' });
      const because = within(row).getByText('admission denied');
      const why = within(row).getByLabelText('Why prod-euw1-b is as it is');
      expect(because.parentElement).not.toContainElement(why);
    });
  });

  it('shows what changed', async () => {
    await renderPage(PATH);
    const history = await screen.findByRole('region', { name: 'What changed' });
    expect(
      (await within(history).findAllByText('prod-euw1-a')).length,
    ).toBeGreaterThan(0);
    expect(history).toHaveTextContent('admission denied: require-limits');
  });

  it('advances in place while the reader is among the rows', async () => {
    const { api } = await renderPage(PATH);
    const table = await screen.findByLabelText('Instances');
    const order = () =>
      within(table)
        .getAllByRole('row')
        .map(row => row.getAttribute('data-line'))
        .filter(Boolean);
    const before = order();
    fireEvent.pointerEnter(table.parentElement as HTMLElement);
    api.world = {
      ...api.world,
      revision: api.world.revision + 1,
      instances: [...api.world.instances].reverse().map(instance =>
        instance.id === 'i-checkout-c-euw1a'
          ? {
              ...instance,
              health: 'healthy' as const,
              version: { desired: '1.42.0', actual: '1.42.0', settled: true },
              rollout: undefined,
            }
          : instance,
      ),
    };
    // The page comes back into view and asks at once.
    const visibility = jest.spyOn(document, 'visibilityState', 'get');
    const look = (state: DocumentVisibilityState) => {
      visibility.mockReturnValue(state);
      act(() => {
        document.dispatchEvent(new Event('visibilitychange'));
      });
    };
    look('hidden');
    look('visible');
    const row = within(table)
      .getByText('prod-euw1-a')
      .closest('tr') as HTMLElement;
    expect(await within(row).findByText('healthy')).toBeInTheDocument();
    expect(row).not.toHaveTextContent('1.41.2');
    expect(order()).toEqual(before);
    visibility.mockRestore();
  });
});

describe('runningVersions', () => {
  it('counts what runs, not what is wanted', () => {
    const { instances } = companyWorld();
    expect(
      runningVersions({
        instances: instances.filter(({ title }) => title === 'checkout'),
      }),
    ).toEqual([
      { version: '1.41.2', count: 5 },
      { version: '1.42.0', count: 4 },
    ]);
  });
});
