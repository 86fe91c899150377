import { fireEvent, screen, waitFor, within } from '@testing-library/react';
import {
  FakeFleetApi,
  skewLine,
} from '@fleetview/backstage-plugin-fleet-react/testing';
import { renderPage } from '../__testUtils__/renderPage';

const rowOf = async (text: string | RegExp) => {
  const cell = await screen.findByText(text);
  return cell.closest('tr') as HTMLElement;
};

describe('skew over groups', () => {
  it('tells of how many clusters how many are alike, and what the others are', async () => {
    await renderPage('/fleet/skew');
    const version = await rowOf('Version of Kubernetes');
    expect(version).toHaveTextContent('41 of 44 alike, 2 differ, 1 not known');
    expect(version).toHaveTextContent('v1.34.2');
    expect(version).toHaveTextContent('environment production');
    expect(screen.getByText('3 of 3 traits differ.')).toBeInTheDocument();
  });

  it('counts what is expected in neither number', async () => {
    await renderPage('/fleet/skew');
    const component = await rowOf(/40 of 42 alike/);
    expect(component).toHaveTextContent(
      '40 of 42 alike, 1 does not have it, 1 not known, 2 expected to differ',
    );
  });

  it('says of a tie that it has no mode', async () => {
    await renderPage('/fleet/skew');
    expect(await rowOf('no mode: audit (2), deny (2)')).toHaveTextContent(
      '0 of 44 alike, 4 undecided, 40 not known',
    );
  });

  it('opens a line, and leads to the comparison of a cluster', async () => {
    const { api } = await renderPage('/fleet/skew');
    fireEvent.click(await screen.findByText(/40 of 42 alike/));
    const drawer = await screen.findByRole('dialog');
    expect(drawer).toHaveTextContent(
      'rollout: the release of 1.42.0 is on its way',
    );
    expect(drawer).toHaveTextContent(
      'placement: ApplicationSet argocd/shop does not choose it',
    );
    expect(drawer).toHaveTextContent('The first 3 of 4');
    const [first] = api.world.clusters;
    expect(
      within(drawer).getByRole('link', { name: first.name }),
    ).toHaveAttribute('href', `/fleet/skew?cluster=${first.id}`);
  });

  it('asks for what the URL says', async () => {
    const { api } = await renderPage(
      '/fleet/skew?aspect=policy&group=tier%3Acritical&region=eu&text=limits',
    );
    await rowOf('Version of Kubernetes');
    expect(
      api.calls.find(({ method }) => method === 'listSkew')?.query,
    ).toEqual({
      aspect: ['policy'],
      group: ['tier:critical'],
      region: ['eu'],
      text: 'limits',
    });
  });

  it('shows no green where not all is known', async () => {
    const api = new FakeFleetApi();
    const counts = {
      ...skewLine().counts,
      same: 43,
      differs: 0,
      unknown: 1,
    };
    api.world.skew = { ...api.world.skew!, items: [skewLine({ counts })] };
    await renderPage('/fleet/skew', api);
    const row = await rowOf('Version of Kubernetes');
    expect(row.querySelector('[data-status="synced"]')).toBeNull();
    expect(row).toHaveTextContent('43 of 44 alike, 1 not known');
  });

  it('says which aspects are withheld, and how many clusters are compared with none', async () => {
    const api = new FakeFleetApi();
    api.world.skew = {
      ...api.world.skew!,
      withheld: ['policy', 'add-on'],
      limited: ['findings'],
    };
    await renderPage('/fleet/skew', api);
    expect(
      await screen.findByText('You may see nothing of: Policies, Add-ons.'),
    ).toBeInTheDocument();
    expect(
      screen.getByText(/2 clusters have no attribute/),
    ).toBeInTheDocument();
  });

  it('says what would be here where there is nothing', async () => {
    const api = new FakeFleetApi();
    api.world.skew = undefined;
    await renderPage('/fleet/skew', api);
    expect(await screen.findByText('Nothing to compare')).toBeInTheDocument();
  });

  it('says that nothing passes a filter', async () => {
    const api = new FakeFleetApi();
    api.world.skew = undefined;
    await renderPage('/fleet/skew?region=nowhere', api);
    expect(
      await screen.findByText('Nothing that is compared passes these filters'),
    ).toBeInTheDocument();
  });

  it('says whom to ask where it is forbidden', async () => {
    const api = new FakeFleetApi();
    api.forbid('listSkew');
    await renderPage('/fleet/skew', api);
    expect(await screen.findByText(/fleet\.cluster\.read/)).toBeInTheDocument();
  });

  it('says what to do where it failed', async () => {
    const api = new FakeFleetApi();
    api.fail('listSkew', new Error('the database does not answer'));
    await renderPage('/fleet/skew', api);
    expect(
      await screen.findByRole('button', { name: 'Try again' }),
    ).toBeInTheDocument();
  });

  it('shows an outline while it loads', async () => {
    const api = new FakeFleetApi();
    api.hang('listSkew');
    await renderPage('/fleet/skew', api);
    expect(await screen.findByRole('status')).toBeInTheDocument();
  });
});

describe('one cluster beside others', () => {
  it('is compared with most of its group', async () => {
    const api = new FakeFleetApi();
    const [first] = api.world.clusters;
    await renderPage(`/fleet/skew?cluster=${first.id}`, api);
    expect(
      await screen.findByText(
        `${first.name} beside most of environment production (44 clusters)`,
      ),
    ).toBeInTheDocument();
    const version = await rowOf('Version of Kubernetes');
    expect(version).toHaveTextContent('differs');
    expect(version).toHaveTextContent('v1.33.9');
    expect(version).toHaveTextContent('v1.34.2');
    const policy = await rowOf('require-limits · kyverno/ClusterPolicy');
    expect(policy).toHaveTextContent('not known');
    expect(policy).toHaveTextContent('may not be read');
    const component = await rowOf(/Edge has no shop/);
    expect(component).toHaveTextContent('expected');
  });

  it('is compared with another that is chosen', async () => {
    const api = new FakeFleetApi();
    const [first, second] = api.world.clusters;
    await renderPage(`/fleet/skew?cluster=${first.id}`, api);
    const choice = await screen.findByLabelText('Beside');
    await waitFor(() =>
      expect(within(choice).getByText(second.name)).toBeInTheDocument(),
    );
    fireEvent.change(choice, { target: { value: second.id } });
    expect(
      await screen.findByText(`${first.name} beside ${second.name}`),
    ).toBeInTheDocument();
  });

  it('shows only what is chosen, with counts of all', async () => {
    const api = new FakeFleetApi();
    const [first] = api.world.clusters;
    await renderPage(
      `/fleet/skew?cluster=${first.id}&verdict=differs&aspect=kubernetes`,
      api,
    );
    await rowOf('Version of Kubernetes');
    expect(
      screen.queryByText('require-limits · kyverno/ClusterPolicy'),
    ).not.toBeInTheDocument();
  });

  it('is led to from the page of the cluster', async () => {
    const api = new FakeFleetApi();
    const [first] = api.world.clusters;
    await renderPage(`/fleet/clusters/${first.id}`, api);
    expect(
      await screen.findByRole('link', { name: 'Compare with its group' }),
    ).toHaveAttribute('href', `/fleet/skew?cluster=${first.id}`);
  });
});
