import { screen, within } from '@testing-library/react';
import {
  companyPromotionCost,
  companyWorld,
  emptyWorld,
  FakeFleetApi,
} from '@fleetview/backstage-plugin-fleet-react/testing';
import { renderCard } from '../../__testUtils__/renderCard';
import { PromotionCost } from './PromotionCost';
import { ReleaseCostSection } from './ReleaseCostSection';

const CHECKOUT = 'component:default/checkout';

describe('what releases cost', () => {
  const render = (api?: FakeFleetApi) =>
    renderCard(<ReleaseCostSection component={CHECKOUT} />, api ? { api } : {});

  it('says of each what it cost more, and on what that rests', async () => {
    await render();
    const table = await screen.findByRole('table', {
      name: 'Cost of releases',
    });
    const rows = within(table)
      .getAllByRole('row')
      .slice(1)
      .map(row => [...row.children].map(({ textContent }) => textContent));
    expect(rows).toEqual([
      [
        '1.42.0since Nov 3',
        '+22.00 EUR',
        '+5.50 EUR',
        'eu-west-1: +22.00 EUR',
        '1 of 1 instance measured · 1 compared with 1 without the release · of 1 it is not known when it came',
      ],
      [
        '1.41.2since Sep 4',
        'too few days known',
        '',
        'eu-west-1: too few days known',
        '0 of 1 instance measured · 1 with too few days',
      ],
    ]);
    expect(screen.getByText(/cannot be proven/)).toBeInTheDocument();
  });

  it('says that none can be told, and what permission it takes', async () => {
    await render(new FakeFleetApi({ world: emptyWorld() }));
    expect(
      await screen.findByText('No release can be told'),
    ).toBeInTheDocument();
    const forbidden = new FakeFleetApi();
    forbidden.forbid('getReleaseCosts');
    await render(forbidden);
    expect(
      await screen.findByText(/fleet\.allocation\.read/),
    ).toBeInTheDocument();
  });
});

describe('what a promotion costs', () => {
  const render = (over?: object) =>
    renderCard(<PromotionCost component={CHECKOUT} version="1.42.0" />, {
      api: new FakeFleetApi({
        world: {
          ...companyWorld(),
          promotionCost: { ...companyPromotionCost(), ...over },
        },
      }),
    });

  it('is about so much, within what a budget leaves', async () => {
    const { api } = await render();
    const note = await screen.findByRole('note');
    expect(note).toHaveTextContent(
      'This promotion would cost about 12.17 EUR a month, within the 120.00 EUR that the budget of payments leaves.Measured on 1 instance that has the release.',
    );
    expect(
      api.calls.flatMap(({ method, query }) =>
        method === 'getPromotionCost' ? [query] : [],
      ),
    ).toEqual([{ component: CHECKOUT, version: '1.42.0' }]);
  });

  it('is said to be over its limit', async () => {
    await render({
      verdict: 'over',
      limit: { source: 'configuration', perMonth: 5 },
    });
    expect(await screen.findByRole('note')).toHaveTextContent(
      /^This promotion would cost about 12\.17 EUR a month, over the configured limit of 5\.00 EUR\./,
    );
  });

  it('is not known where anything of it is not, and shows what is', async () => {
    await render({
      verdict: 'unknown',
      why: 'replicas-unknown',
      known: 1,
      perMonth: 6,
    });
    const note = await screen.findByRole('note');
    expect(note).toHaveTextContent(
      /^Whether this promotion keeps to its budget is not known: it is not known how many replicas there will be\./,
    );
    expect(note).toHaveTextContent(
      'About 6.00 EUR a month of 1 of 2 instances.',
    );
  });

  it('is not known to who sees some of the instances only', async () => {
    await render({
      verdict: 'unknown',
      why: 'seen-in-part',
      limited: ['instances', 'allocations'],
    });
    const note = await screen.findByRole('note');
    expect(note).toHaveTextContent(
      /^Whether this promotion keeps to its budget is not known: you may see only some of where it runs\./,
    );
    expect(note).toHaveTextContent(
      'About 12.17 EUR a month of 2 of 2 instances.',
    );
  });

  it('says nothing where there is nowhere left to go', async () => {
    const { api } = await render({ verdict: 'unknown', why: 'no-target' });
    expect(api.calls.map(({ method }) => method)).toContain('getPromotionCost');
    expect(screen.queryByRole('note')).not.toBeInTheDocument();
  });
});
