import { act, screen, waitFor } from '@testing-library/react';
import { signalApiRef } from '@backstage/plugin-signals-react';
import { renderInTestApp, TestApiProvider } from '@backstage/test-utils';
import { fleetApiRef } from '../api';
import { LiveIndicator } from '../components';
import {
  createFleetQueryClient,
  FleetQueryProvider,
  useOverview,
} from '../queries';
import { FakeFleetApi } from '../testing';
import { POLL_INTERVAL_MS } from './liveState';

function Attention() {
  const sight = useOverview();
  return (
    <ul>
      {sight.kind === 'ready' &&
        sight.data.attention.map(item => <li key={item.id}>{item.title}</li>)}
    </ul>
  );
}

class FakeSignals {
  #listener: ((message: { revision: number }) => void) | undefined;
  readonly channels: string[] = [];

  subscribe(channel: string, listener: (message: never) => void) {
    this.channels.push(channel);
    this.#listener = listener as (message: { revision: number }) => void;
    return { unsubscribe: () => {} };
  }

  tell(revision: number) {
    this.#listener?.({ revision });
  }
}

async function renderLive(options: { signals?: FakeSignals } = {}) {
  const api = new FakeFleetApi();
  await renderInTestApp(
    <TestApiProvider
      apis={[
        [fleetApiRef, api],
        ...(options.signals ? [[signalApiRef, options.signals] as const] : []),
      ]}
    >
      <FleetQueryProvider client={createFleetQueryClient()}>
        <LiveIndicator />
        <Attention />
      </FleetQueryProvider>
    </TestApiProvider>,
  );
  await screen.findByText('checkout');
  await screen.findByText(/as of/);
  return api;
}

const readings = (api: FakeFleetApi) =>
  api.calls.filter(({ method }) => method === 'getOverview').length;

function change(api: FakeFleetApi, title: string) {
  const [first, ...rest] = api.world.attention;
  api.world = {
    ...api.world,
    revision: api.world.revision + 1,
    attention: [{ ...first, title }, ...rest],
  };
}

describe('LiveProvider', () => {
  it('shows what a signal tells of, and only then calls itself live', async () => {
    const signals = new FakeSignals();
    const api = await renderLive({ signals });
    expect(signals.channels).toEqual(['fleet']);
    expect(screen.getByText('polling')).toBeInTheDocument();

    change(api, 'prod-xyz');
    act(() => signals.tell(api.world.revision));
    expect(await screen.findByText('prod-xyz')).toBeInTheDocument();
    expect(screen.getByText('live')).toBeInTheDocument();
  });

  it('reads nothing again for a revision that it knows', async () => {
    const signals = new FakeSignals();
    const api = await renderLive({ signals });
    const before = readings(api);
    act(() => signals.tell(api.world.revision));
    act(() => signals.tell(api.world.revision - 5));
    await screen.findByText('live');
    expect(readings(api)).toBe(before);
  });

  describe('with the clock in hand', () => {
    beforeEach(() => jest.useFakeTimers());
    afterEach(() => jest.useRealTimers());

    it('asks every ten seconds without signals, and says so', async () => {
      const api = await renderLive();
      change(api, 'prod-xyz');
      expect(screen.queryByText('prod-xyz')).not.toBeInTheDocument();
      await act(() => jest.advanceTimersByTimeAsync(POLL_INTERVAL_MS));
      await waitFor(() =>
        expect(screen.getByText('prod-xyz')).toBeInTheDocument(),
      );
      expect(screen.getByText('polling')).toBeInTheDocument();
    });

    it('reads at most twice a second, however many signals come', async () => {
      const signals = new FakeSignals();
      const api = await renderLive({ signals });
      const before = readings(api);
      for (let step = 1; step <= 10; step += 1) {
        act(() => signals.tell(api.world.revision + step));
        await act(() => jest.advanceTimersByTimeAsync(50));
      }
      await act(() => jest.advanceTimersByTimeAsync(500));
      const extra = readings(api) - before;
      expect(extra).toBeGreaterThanOrEqual(1);
      expect(extra).toBeLessThanOrEqual(3);
    });

    it('is reconnecting while nobody answers, and keeps what it shows', async () => {
      const api = await renderLive();
      api.fail('getChanges', new TypeError('failed to fetch'));
      await act(() => jest.advanceTimersByTimeAsync(POLL_INTERVAL_MS));
      expect(await screen.findByText('reconnecting')).toBeInTheDocument();
      expect(screen.getByText('checkout')).toBeInTheDocument();
      api.fail('getChanges');
      await act(() => jest.advanceTimersByTimeAsync(POLL_INTERVAL_MS));
      expect(await screen.findByText('polling')).toBeInTheDocument();
    });

    it('rests while nobody looks', async () => {
      const visibility = jest.spyOn(document, 'visibilityState', 'get');
      const api = await renderLive();
      visibility.mockReturnValue('hidden');
      act(() => {
        document.dispatchEvent(new Event('visibilitychange'));
      });
      expect(await screen.findByText('paused')).toBeInTheDocument();
      const asked = api.calls.length;
      await act(() => jest.advanceTimersByTimeAsync(60_000));
      expect(api.calls.length).toBe(asked);
      visibility.mockReturnValue('visible');
      change(api, 'prod-xyz');
      act(() => {
        document.dispatchEvent(new Event('visibilitychange'));
      });
      await waitFor(() =>
        expect(screen.getByText('prod-xyz')).toBeInTheDocument(),
      );
      visibility.mockRestore();
    });
  });
});
