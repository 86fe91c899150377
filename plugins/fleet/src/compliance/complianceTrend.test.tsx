import { screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { FleetResponseError } from '@fleetview/backstage-plugin-fleet-common';
import { FakeFleetApi } from '@fleetview/backstage-plugin-fleet-react/testing';
import { entityOf, renderCard } from '../__testUtils__/renderCard';
import { ownedBy } from '../owned/ownedBy';
import { OwnedCompliance } from './EntityComplianceContent';

const payments = entityOf('Group', 'payments');
const render = (api = new FakeFleetApi()) =>
  renderCard(<OwnedCompliance owned={ownedBy(payments)} />, { api });

const section = async () =>
  within(await screen.findByRole('region', { name: 'Since when' }));
const rowsOf = (table: HTMLElement) =>
  within(table)
    .getAllByRole('row')
    .map(row =>
      [...row.children].map(({ textContent }) => textContent).join(' | '),
    );

const figuresOf = async (figure: HTMLElement) => {
  await userEvent.click(
    within(figure).getByRole('button', { name: 'Show as table' }),
  );
  return rowsOf(within(figure).getByRole('table'));
};

const SCORE = 'Score fell 4 points since 31 Oct, while coverage fell 25 points';

describe('the trend of compliance', () => {
  it('says what it finds in its title, and gives each day in a table', async () => {
    const { api } = await render();
    const figure = await screen.findByRole('figure', { name: SCORE });
    const rows = await figuresOf(figure);
    expect(rows.slice(0, 2)).toEqual([
      'Day | score | coverage',
      '2026-10-31 | 95.4 % | 100 %',
    ]);
    expect(rows.slice(-2)).toEqual([
      '2026-11-19 | 91.4 % | 75 %',
      '2026-11-20 | 91.4 % | 75 %',
    ]);
    expect(rows.filter(row => /2026-11-0[67]/.test(row))).toEqual([
      '2026-11-06 | no figure | no figure',
      '2026-11-07 | no figure | no figure',
    ]);
    expect(
      api.calls.filter(({ method }) => method === 'getComplianceTrend'),
    ).toEqual([
      expect.objectContaining({ query: { owner: ['group:default/payments'] } }),
    ]);
  });

  it('says what the lines cannot: gaps, clusters that are not known, and first looks', async () => {
    await render();
    const told = await section();
    expect(told.getByText('kept since 31 Oct')).toBeInTheDocument();
    expect(
      (await told.findAllByRole('listitem')).map(
        ({ textContent }) => textContent,
      ),
    ).toEqual([
      'nothing is known of 2 days: 6 Nov to 7 Nov',
      'on 20 Nov, 1 of 2 clusters were known',
      '1 failed at a first look, nobody knows since when',
      '1 are gone',
    ]);
  });

  it('shows failures by severity, and what began and was fixed', async () => {
    await render();
    const told = await section();
    const failures = await told.findByRole('figure', {
      name: 'Failures rose from 1 to 3',
    });
    const rows = await figuresOf(failures);
    expect([rows[0], ...rows.slice(-1)]).toEqual([
      'Day | high',
      '2026-11-20 | 3',
    ]);
    const changes = told.getByRole('figure', { name: '4 new, 1 fixed' });
    expect(await figuresOf(changes)).toEqual(
      expect.arrayContaining([
        'Day | new | fixed',
        '2026-11-10 | 4 | 0',
        '2026-11-11 | 0 | 1',
      ]),
    );
  });

  it('tells how long repairs took, and no time where none is known', async () => {
    await render();
    const told = await section();
    expect(
      rowsOf(await told.findByRole('table', { name: 'Time to repair' })),
    ).toEqual([
      'Severity | Fixed | Half within | Nine of ten within | Fixed, begin unknown | Fail now',
      'high | 1 | 26 h | 26 h | 0 | 3',
      'medium | 0 | – | – | 2 | 0',
    ]);
  });

  it('compares nothing on the first day, and shows no line where no day is kept', async () => {
    const api = new FakeFleetApi();
    const { complianceTrend } = api.world;
    api.world = {
      ...api.world,
      complianceTrend: {
        ...complianceTrend!,
        days: complianceTrend!.days.slice(-1),
        gaps: [],
      },
    };
    const { container } = await render(api);
    expect(
      await screen.findByRole('figure', {
        name: 'Nothing to compare yet: fewer than two days have a score',
      }),
    ).toBeInTheDocument();
    container.remove();
    api.world = { ...api.world, complianceTrend: undefined };
    await render(api);
    expect(await screen.findByText(/No day is kept yet/)).toBeInTheDocument();
    expect(screen.queryByRole('figure')).not.toBeInTheDocument();
  });

  it('costs the page nothing else where it is forbidden', async () => {
    const api = new FakeFleetApi();
    api.forbid('getComplianceTrend');
    await render(api);
    expect(await screen.findByText('91.4 %')).toBeInTheDocument();
    const told = await section();
    expect(await told.findByText(/fleet\.finding\.read/)).toBeInTheDocument();
  });

  it('says why it failed, and can be tried again', async () => {
    const api = new FakeFleetApi();
    api.fail(
      'getComplianceTrend',
      new FleetResponseError(400, 'InputError', 'the database is gone'),
    );
    await render(api);
    const alert = await (await section()).findByRole('alert');
    expect(alert).toHaveTextContent('the database is gone');
    api.fail('getComplianceTrend');
    await userEvent.click(
      within(alert).getByRole('button', { name: 'Try again' }),
    );
    expect(
      await screen.findByRole('figure', { name: SCORE }),
    ).toBeInTheDocument();
  });
});
