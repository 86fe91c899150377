import { useMemo, useRef, useState } from 'react';
import { createRoot } from 'react-dom/client';
import { MemoryRouter } from 'react-router-dom';
import CssBaseline from '@material-ui/core/CssBaseline';
import { translationApiRef } from '@backstage/core-plugin-api/alpha';
import { errorApiRef } from '@backstage/core-plugin-api';
import { MockErrorApi, TestApiProvider } from '@backstage/test-utils';
import { MockTranslationApi } from '@backstage/test-utils/alpha';
import { UnifiedThemeProvider } from '@backstage/theme';
import {
  fleetApiRef,
  FleetQueryProvider,
  MatrixLegend,
  MatrixToolbar,
  type MatrixDensity,
  type MatrixGroup,
  type MatrixHandle,
  type MatrixView,
} from '@fleetview/backstage-plugin-fleet-react';
import type {
  FleetApi,
  MatrixRollupsQuery,
  MatrixTileQuery,
} from '@fleetview/backstage-plugin-fleet-common';
import { createPortalTheme } from '../../packages/app/src/theme/createPortalTheme';
import { Parts } from './parts';
import { LoadedMatrix } from './LoadedMatrix';

const asked = new URLSearchParams(location.search);
const number = (name: string, usual: number) =>
  Number(asked.get(name) ?? usual);
const mode = asked.get('theme') === 'dark' ? 'dark' : 'light';
const theme = createPortalTheme(mode);

/** The answers that the page asks for, over HTTP as in the portal. */
const api = {
  async getMatrixTile(
    { rows, columns }: MatrixTileQuery,
    signal?: AbortSignal,
  ) {
    return read('/tile', { rows, columns }, signal);
  },
  async getMatrixRollups(
    { groups, columns }: MatrixRollupsQuery,
    signal?: AbortSignal,
  ) {
    return read('/rollups', { groups, columns }, signal);
  },
  async getChanges() {
    return undefined;
  },
};

async function read(
  path: string,
  query: Record<string, string>,
  signal: AbortSignal | undefined,
) {
  const answer = await fetch(
    `${path}?${new URLSearchParams({
      ...query,
      of: String(number('rows', 1_000)),
    })}`,
    { signal },
  );
  if (!answer.ok) throw new Error(`${path}: ${answer.status}`);
  return answer.json();
}

/** Rows in so many groups of one size. */
function groupsOf(rows: number, groups: number): MatrixGroup[] {
  const size = Math.ceil(rows / groups);
  return Array.from({ length: groups }, (_, index) => ({
    key: `g${index}`,
    label: `wave ${index + 1}`,
    from: index * size,
    count: Math.min(size, rows - index * size),
    collapsed: false,
  }));
}

function Page() {
  const rows = number('rows', 1_000);
  const columns = number('columns', 5_000);
  const [collapsed, setCollapsed] = useState<ReadonlySet<string>>(
    new Set(asked.getAll('collapsed')),
  );
  const groups = useMemo(
    () =>
      groupsOf(rows, number('groups', 5)).map(group => ({
        ...group,
        collapsed: collapsed.has(group.key),
      })),
    [rows, collapsed],
  );
  const [density, setDensity] = useState<MatrixDensity>(
    asked.get('density') === 'compact' ? 'compact' : 'comfortable',
  );
  const [view, setView] = useState<MatrixView>(
    asked.get('view') === 'table' ? 'table' : 'grid',
  );
  const [selected, setSelected] = useState<{ row: number; column: number }>();
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const matrix = useRef<MatrixHandle>(null);
  const search = useRef<HTMLInputElement>(null);
  const toggle = (set: ReadonlySet<string>, id: string) => {
    const next = new Set(set);
    if (!next.delete(id)) next.add(id);
    return next;
  };
  return (
    <main style={{ padding: 24 }} data-fleet-content>
      <h1 style={{ fontSize: 22, margin: '0 0 16px' }}>Rollouts</h1>
      <div style={{ marginBottom: 12 }}>
        <MatrixToolbar
          ref={search}
          text=""
          onText={() => undefined}
          onLeaveSearch={() => matrix.current?.focus()}
          grouping={{
            value: 'wave',
            chosen: () => undefined,
            options: ['wave', 'region', 'environment', 'team'].map(value => ({
              value,
              label: value,
            })),
          }}
          sorting={{
            value: 'name',
            chosen: () => undefined,
            options: ['name', 'state', 'behind'].map(value => ({
              value,
              label: value,
            })),
          }}
          density={density}
          onDensity={setDensity}
          view={view}
          onView={setView}
        />
      </div>
      <div style={{ marginBottom: 12 }}>
        <MatrixLegend
          onToggle={id => setChosen(toggle(chosen, id))}
          items={[
            {
              id: 'failed',
              status: { key: 'failed' as const, stale: false },
              count: 12,
            },
            {
              id: 'stuck',
              status: { key: 'stuck' as const, stale: false },
              count: 4,
            },
            {
              id: 'awaiting-approval',
              status: { key: 'awaiting-approval' as const, stale: false },
              count: 31,
            },
            {
              id: 'waiting',
              status: { key: 'waiting' as const, stale: false },
              word: 'window closed',
              count: 88,
            },
            {
              id: 'applying',
              status: { key: 'applying' as const, stale: false },
              count: 240,
            },
            {
              id: 'succeeded',
              status: { key: 'succeeded' as const, stale: false },
              count: 3_412_098,
            },
            {
              id: 'stale',
              status: { key: 'succeeded' as const, stale: true },
              count: 401,
            },
            {
              id: 'not-known',
              status: { key: 'unknown' as const, stale: false },
              word: 'not known',
              count: 1_209,
            },
            { id: 'not-placed', word: 'not placed', count: 812_441 },
          ].map(item => ({ ...item, isChosen: chosen.has(item.id) }))}
        />
      </div>
      <LoadedMatrix
        gridRef={matrix}
        label="Components on clusters"
        rowTitle="Cluster"
        rowCount={rows}
        columnCount={columns}
        groups={groups}
        density={density}
        view={view}
        selected={selected}
        onOpen={(row, column) => setSelected({ row, column })}
        onToggleGroup={group => setCollapsed(toggle(collapsed, group.key))}
        onFilter={() => search.current?.focus()}
      />
    </main>
  );
}

const root = document.getElementById('root');
if (root) {
  createRoot(root).render(
    <TestApiProvider
      apis={[
        [translationApiRef, MockTranslationApi.create()],
        [errorApiRef, new MockErrorApi()],
        [fleetApiRef, api as unknown as FleetApi],
      ]}
    >
      <UnifiedThemeProvider theme={theme}>
        <CssBaseline />
        <MemoryRouter>
          <FleetQueryProvider>
            {asked.has('parts') ? <Parts /> : <Page />}
          </FleetQueryProvider>
        </MemoryRouter>
      </UnifiedThemeProvider>
    </TestApiProvider>,
  );
}
