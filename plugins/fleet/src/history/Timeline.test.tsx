import { screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { renderInTestApp, TestApiProvider } from '@backstage/test-utils';
import { entityRouteRef } from '@backstage/plugin-catalog-react';
import {
  createFleetClock,
  createFleetQueryClient,
  fleetApiRef,
  FleetQueryProvider,
} from '@fleetview/backstage-plugin-fleet-react';
import {
  FakeFleetApi,
  NOW,
  transition,
} from '@fleetview/backstage-plugin-fleet-react/testing';
import type { Transition } from '@fleetview/backstage-plugin-fleet-common';
import { rootRouteRef } from '../routing';
import { daysOf } from './daysOf';
import { Timeline } from './Timeline';

const at = (hours: number) => new Date(NOW - hours * 3_600_000).toISOString();

async function show(
  transitions: Transition[],
  props: Partial<Parameters<typeof Timeline>[0]> = {},
): Promise<void> {
  await renderInTestApp(
    <TestApiProvider apis={[[fleetApiRef, new FakeFleetApi()]]}>
      <FleetQueryProvider
        client={createFleetQueryClient()}
        clock={createFleetClock(() => NOW)}
      >
        <Timeline transitions={transitions} zone="UTC" {...props} />
      </FleetQueryProvider>
    </TestApiProvider>,
    {
      mountedRoutes: {
        '/fleet': rootRouteRef,
        '/catalog/:namespace/:kind/:name': entityRouteRef,
      },
    },
  );
}

const entries = () =>
  screen.getAllByRole('listitem').map(({ textContent }) => textContent);

describe('the days of a timeline', () => {
  it('are the reader’s, in the order of what changed', () => {
    const days = daysOf(
      [
        transition({ id: '3', at: '2026-11-28T01:00:00Z' }),
        transition({ id: '2', at: '2026-11-27T23:00:00Z' }),
        transition({ id: '1', at: '2026-11-27T10:00:00Z' }),
      ],
      'Asia/Tokyo',
    );
    expect(
      days.map(({ key, transitions }) => [
        key,
        transitions.map(({ id }) => id),
      ]),
    ).toEqual([
      ['2026-11-28', ['3', '2']],
      ['2026-11-27', ['1']],
    ]);
  });
});

describe('the timeline', () => {
  it('says by day what changed, and by what', async () => {
    await show([
      transition({
        id: '2',
        at: at(1),
        engines: ['argocd'],
        initiatedBy: 'jo@example.com',
        operation: 'succeeded',
      }),
      transition({
        id: '1',
        at: at(49),
        field: 'replicas',
        from: 'all',
        to: 'some',
        engines: ['flux'],
      }),
    ]);
    expect(screen.getAllByRole('heading', { level: 4 })).toHaveLength(2);
    expect(entries()).toEqual([
      '1 h agoversion1.41.2→1.42.0Argo CD, jo@example.com',
      '2 d agoreplicasall available→some availableFlux',
    ]);
  });

  it('tells an interval, a gap and what went to and fro as what they are', async () => {
    await show([
      transition({
        id: '3',
        field: 'health',
        from: 'healthy',
        to: 'healthy',
        at: at(1),
        folded: {
          firstAt: at(1.5),
          count: 12,
          values: ['healthy', 'degraded'],
        },
      }),
      transition({
        id: '2',
        field: 'currency',
        from: 'stale',
        to: 'current',
        notBefore: at(4),
        at: at(3),
      }),
      transition({
        id: '1',
        field: 'presence',
        from: 'absent',
        to: 'present',
        notBefore: at(4),
        at: at(3),
      }),
    ]);
    const [folded, gap, came] = entries();
    expect(folded).toContain('12 changes to and fro');
    expect(folded).toContain('healthy or degraded');
    expect(gap).toMatch(/^between .* and .*sightnot seen, current again$/);
    expect(came).toMatch(/^between .* and .*presencenot here→here$/);
  });

  it('says where nothing is stated, and draws no version as a state', async () => {
    await show([
      transition({ id: '2', from: undefined, to: 'healthy' }),
      transition({ id: '1', from: '1.0.0', to: undefined }),
    ]);
    expect(screen.queryByRole('img')).not.toBeInTheDocument();
    expect(entries()[1]).toContain('1.0.0→not stated');
  });

  it('says where, and leads there', async () => {
    await show([transition({ id: '1', reason: 'because' })], {
      withCluster: true,
      withName: true,
    });
    const [entry] = screen.getAllByRole('listitem');
    expect(
      within(entry).getByRole('link', { name: 'prod-euw1-a' }),
    ).toHaveAttribute('href', '/fleet/clusters/c-euw1a');
    expect(entry).toHaveTextContent('checkout');
    expect(entry).toHaveTextContent('because');
  });

  it('shows what is before when asked, and says where there is nothing', async () => {
    const loadMore = jest.fn();
    await show([transition()], { loadMore });
    await userEvent.click(
      screen.getByRole('button', { name: 'Show earlier changes' }),
    );
    expect(loadMore).toHaveBeenCalledTimes(1);
  });

  it('says what would be here where nothing changed yet', async () => {
    await show([]);
    expect(screen.getByText('No changes seen yet')).toBeInTheDocument();
    expect(screen.queryByRole('listitem')).not.toBeInTheDocument();
  });
});
