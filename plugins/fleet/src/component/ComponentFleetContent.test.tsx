import { act, fireEvent, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import {
  companyWorld,
  FakeFleetApi,
} from '@fleetview/backstage-plugin-fleet-react/testing';
import { renderPage } from '../__testUtils__/renderPage';
import { runningVersions } from './ComponentSummary';

const PATH = '/catalog/default/component/checkout/fleet';

describe('ComponentFleetContent', () => {
  it('is a line of sums and a row per cluster, by region', async () => {
    await renderPage(PATH);
    expect(await screen.findByText('On 9 clusters')).toBeInTheDocument();
    const table = screen.getByRole('table', { name: 'Instances' });
    const lines = within(table)
      .getAllByRole('row')
      .slice(1)
      .map(row => row.querySelector('th, td')?.textContent);
    expect(lines.slice(0, 4)).toEqual([
      'ap-northeast-1',
      'prod-apne1payments',
      'ap-south-1',
      'prod-aps1payments',
    ]);
    const degraded = within(table).getByText('prod-euw1-b').closest('tr');
    expect(degraded).toHaveTextContent('1.41.2 → 1.42.0');
    expect(degraded).toHaveTextContent('degraded');
    expect(degraded).toHaveTextContent('out of sync');
    expect(degraded).toHaveTextContent('4/6');
    expect(degraded).toHaveTextContent('42 min');
    expect(degraded).toHaveTextContent('Argo CD');
  });

  it('says why it is there', async () => {
    const user = userEvent.setup();
    await renderPage(PATH);
    const row = (await screen.findByText('prod-use1-a')).closest(
      'tr',
    ) as HTMLElement;
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
    const row = (await screen.findByText('prod-use1-a')).closest(
      'tr',
    ) as HTMLElement;
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
    const table = await screen.findByRole('table', { name: 'Instances' });
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
      { version: '1.41.2', count: 7 },
      { version: '1.42.0', count: 2 },
    ]);
  });
});
