import { screen, within } from '@testing-library/react';
import {
  companyWorld,
  emptyWorld,
  FakeFleetApi,
} from '@fleetview/backstage-plugin-fleet-react/testing';
import { entityOf, renderCard } from '../__testUtils__/renderCard';
import { ownedBy } from '../owned/ownedBy';
import { OwnedCompliance } from './EntityComplianceContent';

const payments = entityOf('Group', 'payments');
const render = (options: Parameters<typeof renderCard>[1] = {}) =>
  renderCard(<OwnedCompliance owned={ownedBy(payments)} />, options);

const asked = (api: FakeFleetApi) =>
  api.calls.flatMap(({ method, query }) =>
    method === 'getCompliance' ? [query] : [],
  );

describe('the Compliance tab', () => {
  it('says how far policies are kept, of how much, and that it is no grade', async () => {
    const { api } = await render();
    // The table of days below says it as well.
    expect(
      await screen.findByText('91.4 %', { selector: 'span' }),
    ).toBeInTheDocument();
    expect(screen.getByText('coverage 75 %')).toBeInTheDocument();
    expect(
      screen.getByText('of 64 checks · 3 of 4 policies on clusters evaluated'),
    ).toBeInTheDocument();
    expect(
      screen.getByText(
        'No grade: less than 80 % of what is expected was evaluated',
      ),
    ).toBeInTheDocument();
    const results = screen.getByRole('list', { name: 'Results' });
    expect(
      within(results)
        .getAllByRole('listitem')
        .map(({ textContent }) => textContent),
    ).toEqual(['3 fail', '1 exempt', '6 not evaluated', '60 pass']);
    expect(asked(api)).toEqual([
      { owner: ['group:default/payments'], rows: 'cluster' },
    ]);
  });

  it('names what would move it most, and who can do something about it', async () => {
    await render();
    const [mover] = within(
      (await screen.findByText('What would move it most')).parentElement!,
    ).getAllByRole('listitem');
    expect(mover).toHaveTextContent(
      'Memory is limitedhigh · 3 failpayments+5.8 points',
    );
    expect(within(mover).getByRole('link')).toHaveAttribute(
      'href',
      '/catalog/default/group/payments',
    );
  });

  it('shows what was not evaluated as that, and nothing where nothing is expected', async () => {
    await render();
    const heatmap = within(
      await screen.findByRole('region', {
        name: 'How far each policy is kept',
      }),
    );
    const cells = (name: RegExp) =>
      within(heatmap.getByRole('row', { name }))
        .getAllByRole('cell')
        .map(cell => cell.getAttribute('aria-label') ?? cell.textContent);
    expect(cells(/prod-euw1-b/)).toEqual(['88 %', '88 %, 3 fail', '100 %']);
    expect(cells(/prod-aps1/)).toEqual([
      'Not all that is expected was evaluated',
      '',
      'evaluated 0 of 1',
    ]);
  });

  it('lists policies with how far they are kept and where they were evaluated', async () => {
    await render();
    const table = within(
      await screen.findByRole('table', { name: 'Policies' }),
    );
    const [, limits, owner] = table.getAllByRole('row');
    expect(limits).toHaveTextContent(
      /Memory is limitedhigh.*CIS.*2 of 2.*93 %/,
    );
    // Of what was not evaluated there is no score.
    expect(owner).toHaveTextContent(/must-have-owner.*1 of 2.*–$/);
  });

  it('asks for other rows as the URL says', async () => {
    const { api } = await render({ path: '/?rows=region' });
    await screen.findByText('91.4 %', { selector: 'span' });
    expect(asked(api)).toEqual([
      { owner: ['group:default/payments'], rows: 'region' },
    ]);
    expect(screen.getByRole('link', { name: 'Regions' })).toHaveAttribute(
      'aria-current',
    );
  });

  it('says why what is expected was not evaluated, and what says that it is expected', async () => {
    await render();
    expect(
      await screen.findByText(
        'Expected and not evaluated: 1 on clusters that cannot be read',
      ),
    ).toBeInTheDocument();
    expect(
      screen.getByText('Expected by: 2 by configuration · 2 last seen there'),
    ).toBeInTheDocument();
  });

  it('asks for other columns as the URL says, and names those without a value', async () => {
    const world = companyWorld();
    const { compliance } = world;
    world.compliance = {
      ...compliance!,
      heatmap: {
        ...compliance!.heatmap,
        by: 'control',
        columns: [
          { key: '5.2.2', name: '5.2.2' },
          { key: '', name: '' },
        ],
      },
    };
    const { api } = await render({
      api: new FakeFleetApi({ world }),
      path: '/?columns=control',
    });
    const heatmap = within(
      await screen.findByRole('region', {
        name: 'How far each policy is kept',
      }),
    );
    expect(
      heatmap
        .getAllByRole('columnheader')
        .map(({ textContent }) => textContent),
    ).toEqual(['Clusters', 'all policies', '5.2.2', 'no control']);
    expect(asked(api)).toEqual([
      {
        owner: ['group:default/payments'],
        rows: 'cluster',
        columns: 'control',
      },
    ]);
    expect(screen.getByRole('link', { name: 'Controls' })).toHaveAttribute(
      'aria-current',
    );
    expect(screen.getByRole('link', { name: 'Standards' })).toHaveAttribute(
      'href',
      expect.stringContaining('columns=standard'),
    );
  });

  it('shows the formula in use, and that what is configured was refused', async () => {
    const world = companyWorld();
    world.compliance = {
      ...world.compliance!,
      formula: { ...world.compliance!.formula!, origin: 'refused' },
    };
    await render({ api: new FakeFleetApi({ world }) });
    const formula = within(
      await screen.findByRole('region', { name: 'How this is computed' }),
    );
    expect(
      formula.getAllByRole('listitem').map(({ textContent }) => textContent),
    ).toEqual([
      'What is configured under fleet.compliance is malformed and was refused as a whole: these are the defaults.',
      expect.stringMatching(/^Score: .* 0\.5 of that of warnings/),
      'Weights: critical 10 · high 5 · medium 2 · low 1 · info 0 · no severity 2',
      'Grades from 95 % A, 90 % B, 80 % C, 70 % D',
      'No grade below 80 % of coverage',
      'To be repaired within: critical 7 days · high 30 days · medium 90 days · low 180 days · info no limit · no severity 90 days',
    ]);
  });

  it('says that what is configured is meant for clusters that are not there', async () => {
    const world = companyWorld();
    world.compliance = {
      ...world.compliance!,
      formula: {
        ...world.compliance!.formula!,
        expectations: 3,
        expectationsOfNoCluster: 1,
      },
    };
    await render({ api: new FakeFleetApi({ world }) });
    const formula = within(
      await screen.findByRole('region', { name: 'How this is computed' }),
    );
    expect(
      formula.getByText(
        'Entries that say on which clusters policies are expected: 3',
      ),
    ).toBeInTheDocument();
    expect(
      formula.getByText(/^Of them meant for clusters that are not there.*: 1$/),
    ).toBeInTheDocument();
  });

  it('calls nothing a pass where no policy is known', async () => {
    await render({ api: new FakeFleetApi({ world: emptyWorld() }) });
    expect(
      await screen.findByText('No policies are known here'),
    ).toBeInTheDocument();
    expect(screen.queryByText(/%/)).not.toBeInTheDocument();
  });

  it('names the permission to ask for', async () => {
    const api = new FakeFleetApi();
    api.forbid('getCompliance');
    await render({ api });
    expect(await screen.findByText(/fleet\.finding\.read/)).toBeInTheDocument();
  });
});
