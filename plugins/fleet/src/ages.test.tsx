import { act, cleanup, screen, waitFor } from '@testing-library/react';
import { FleetResponseError } from '@fleetview/backstage-plugin-fleet-common';
import {
  createFleetClock,
  timeOfDay,
} from '@fleetview/backstage-plugin-fleet-react';
import {
  FakeFleetApi,
  NOW,
} from '@fleetview/backstage-plugin-fleet-react/testing';
import { renderPage } from './__testUtils__/renderPage';

const HOUR = 3_600_000;

const pages = [
  { name: 'overview', path: '/fleet', shows: 'Needs attention' },
  { name: 'clusters', path: '/fleet/clusters', shows: '12 clusters' },
  {
    name: 'cluster',
    path: '/fleet/clusters/c-euw1b',
    shows: 'checkout',
  },
  {
    name: 'systems of a cluster',
    path: '/fleet/clusters/c-euw1a?tab=systems',
    shows: 'Application',
  },
  {
    name: 'history of a cluster',
    path: '/fleet/clusters/c-euw1a?tab=history',
    shows: 'Change',
  },
  {
    name: 'component',
    path: '/catalog/default/component/checkout/fleet',
    shows: 'On 9 clusters',
  },
];

/** Everything that a page says when the browser's clock is off by so much. */
async function textOf(
  { path, shows }: { path: string; shows: string },
  offset: number,
  api = new FakeFleetApi(),
): Promise<string> {
  const { container } = await renderPage(
    path,
    api,
    createFleetClock(() => NOW + offset),
  );
  await screen.findAllByText(shows);
  // What comes later comes in any order.
  await waitFor(() =>
    expect(container.querySelector('[aria-busy="true"]')).toBeNull(),
  );
  // As it is compared: what is laid out by lines has more white space.
  return (container.textContent ?? '').replace(/\s+/g, ' ').trim();
}

describe.each([
  ['an hour ahead', HOUR],
  ['an hour behind', -HOUR],
])('the clock of the browser is %s', (_, offset) => {
  afterEach(() => jest.restoreAllMocks());

  it.each(pages)('the ages are right: $name', async page => {
    const right = await textOf(page, 0);
    expect(right).toMatch(/\d+ (s|min|h|d)\b/);
    cleanup();
    await textOf(page, offset);
    await waitFor(() => expect(document.body).toHaveTextContent(right));
  });

  it.each(pages)(
    'the ages are right before the server has been asked for the time: $name',
    async page => {
      const silent = () => {
        const api = new FakeFleetApi();
        api.hang('getChanges');
        return api;
      };
      const ages = (text: string) => text.match(/\d+ (s|min|h|d)\b/g);
      const { container } = await renderPage(page.path, silent());
      await screen.findAllByText(page.shows);
      const right = ages(container.textContent ?? '');
      expect(right?.length).toBeGreaterThan(0);
      cleanup();
      await textOf(page, offset, silent());
      await waitFor(() =>
        expect(ages(document.body.textContent ?? '')).toEqual(right),
      );
    },
  );

  it('old data is from when the server gave it', async () => {
    jest.spyOn(Date, 'now').mockReturnValue(NOW + offset);
    const { api } = await renderPage(
      '/fleet',
      new FakeFleetApi(),
      createFleetClock(),
    );
    await screen.findByText('Needs attention');
    await waitFor(() =>
      expect(api.calls.map(({ method }) => method)).toContain('getChanges'),
    );
    api.fail(
      'getOverview',
      new FleetResponseError(400, 'InputError', 'the database is gone'),
    );
    api.world = { ...api.world, revision: api.world.revision + 1 };
    const visibility = jest.spyOn(document, 'visibilityState', 'get');
    for (const state of ['hidden', 'visible'] as const) {
      visibility.mockReturnValue(state);
      act(() => {
        document.dispatchEvent(new Event('visibilitychange'));
      });
    }
    const why = await screen.findByText('the database is gone');
    expect(why.closest('[role=status]')).toHaveTextContent(
      `is from ${timeOfDay(new Date(NOW).toISOString())}`,
    );
  });
});
