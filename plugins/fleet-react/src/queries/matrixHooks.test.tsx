import { useState } from 'react';
import { act, screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { renderInTestApp, TestApiProvider } from '@backstage/test-utils';
import { fleetApiRef } from '../api';
import { FakeFleetApi } from '../testing';
import {
  createFleetQueryClient,
  FLEET_QUERY_KEY,
  FleetQueryProvider,
  useMatrixAxes,
  useMatrixRollups,
  useMatrixTile,
} from '.';

const QUERY = { groupBy: 'region', environment: ['production'] } as const;
const asked = { ...QUERY, environment: [...QUERY.environment] };

function Tile({ version, at }: { version: string; at?: string }) {
  const query = at ? { ...asked, at } : asked;
  const tile = useMatrixTile(query, version, { rows: [0, 5], columns: [0, 9] });
  const rollups = useMatrixRollups(query, version, {
    groups: [0, 5],
    columns: [0, 9],
  });
  if (tile.kind !== 'ready' || rollups.kind !== 'ready') {
    return <p>{tile.kind}</p>;
  }
  const { cells, states, columns, rows } = tile.data;
  return (
    <ul>
      {cells.row.map((row, place) => (
        <li key={place}>
          {rows.items[row].cluster.name}{' '}
          {columns.items[cells.column[place]].title}{' '}
          {states[cells.state[place]]}
        </li>
      ))}
      <li>{rollups.data.counts.total.reduce((a, b) => a + b, 0)} counted</li>
    </ul>
  );
}

function Matrix(props: { at?: string }) {
  const [at, setAt] = useState(props.at);
  const axes = useMatrixAxes(at ? { ...asked, at } : asked);
  return (
    <>
      <button onClick={() => setAt(undefined)}>now</button>
      {axes.kind === 'ready' && <Tile version={axes.data.version} at={at} />}
    </>
  );
}

async function renderMatrix(props: { at?: string } = {}) {
  const api = new FakeFleetApi();
  const client = createFleetQueryClient();
  await renderInTestApp(
    <TestApiProvider apis={[[fleetApiRef, api]]}>
      <FleetQueryProvider client={client}>
        <Matrix {...props} />
      </FleetQueryProvider>
    </TestApiProvider>,
  );
  await screen.findByText('prod-euw1-b checkout degraded');
  const refresh = () =>
    act(() => client.invalidateQueries({ queryKey: FLEET_QUERY_KEY }));
  const times = (method: string) =>
    api.calls.filter(call => call.method === method).length;
  return { api, client, refresh, times };
}

/** The same world with another health of the checkout, or without it. */
function change(api: FakeFleetApi, health: 'healthy' | undefined) {
  api.world = {
    ...api.world,
    revision: api.world.revision + 1,
    instances: api.world.instances.flatMap(item => {
      if (item.title !== 'checkout' || item.cluster.id !== 'c-euw1b') {
        return [item];
      }
      return health ? [{ ...item, health, sync: 'synced' as const }] : [];
    }),
  };
}

describe('the hooks of the matrix', () => {
  it('ask for a part by its numbers, under the version of the axes', async () => {
    const { api } = await renderMatrix();
    const [axes, tile, rollups] = [
      'getMatrixAxes',
      'getMatrixTile',
      'getMatrixRollups',
    ].map(method => api.calls.find(call => call.method === method)?.query);
    expect(axes).toEqual(asked);
    const version = expect.stringContaining('c-euw1b');
    expect(tile).toEqual({ ...asked, version, rows: '0-5', columns: '0-9' });
    expect(rollups).toEqual({
      ...asked,
      version,
      groups: '0-5',
      columns: '0-9',
    });
  });

  it('show what changed when the fleet did, and keep the tile meanwhile', async () => {
    const { api, refresh, times } = await renderMatrix();
    change(api, 'healthy');
    await refresh();
    expect(
      await screen.findByText('prod-euw1-b checkout healthy'),
    ).toBeInTheDocument();
    expect(times('getMatrixTile')).toBe(2);
  });

  it('read the axes again when a tile is numbered otherwise by now', async () => {
    const { api, client, times } = await renderMatrix();
    expect(screen.getAllByText(/prod-euw1-a/).length).toBeGreaterThan(0);
    api.world = {
      ...api.world,
      clusters: api.world.clusters.filter(({ id }) => id !== 'c-euw1a'),
    };
    const before = times('getMatrixAxes');
    // The tile alone: the axes on screen stay as they were.
    await act(() =>
      client.invalidateQueries({
        queryKey: [...FLEET_QUERY_KEY, 'matrix', 'tile'],
      }),
    );
    await waitFor(() =>
      expect(screen.queryByText(/prod-euw1-a/)).not.toBeInTheDocument(),
    );
    await screen.findByText('prod-euw1-b checkout degraded');
    expect(times('getMatrixAxes')).toBe(before + 1);
  });

  it('do not read what was again, and never show it with what is', async () => {
    const at = '2026-11-19T09:00:00Z';
    const { api, refresh, times } = await renderMatrix({ at });
    const tile = api.calls.find(({ method }) => method === 'getMatrixTile');
    expect(tile?.query).toMatchObject({ at });
    change(api, 'healthy');
    await refresh();
    expect(
      ['getMatrixAxes', 'getMatrixTile', 'getMatrixRollups'].map(times),
    ).toEqual([1, 1, 1]);
    api.hang('getMatrixAxes');
    await userEvent.click(screen.getByRole('button', { name: 'now' }));
    expect(screen.queryByText(/prod-euw1-b/)).not.toBeInTheDocument();
  });
});
