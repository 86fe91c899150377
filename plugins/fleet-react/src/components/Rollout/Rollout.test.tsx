import { screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { HOSTILE_TEXTS } from '@fleetview/backstage-plugin-fleet-common/testUtils';
import { ago, NOW } from '../../testing';
import { renderInFleet } from '../__testUtils__/renderInFleet';
import { firstInTheWay, ReasonChain } from './ReasonChain';
import { RolloutTotal } from './RolloutTotal';
import { RolloutWaves } from './RolloutWaves';
import {
  REASON_LINKS,
  type ReasonLinkView,
  type ReasonLinkState,
  type RolloutWaveView,
} from './types';

const until = new Date(NOW + 3 * 3_600_000).toISOString();
const fresh = { stale: false } as const;
const waves: RolloutWaveView[] = [
  {
    id: '1',
    name: 'canary',
    state: 'done',
    members: [{ status: { key: 'succeeded', ...fresh }, count: 1 }],
  },
  {
    id: '2',
    name: 'europe',
    state: 'running',
    members: [
      { status: { key: 'failed', ...fresh }, count: 1 },
      { status: { key: 'succeeded', stale: true }, count: 1 },
      { status: { key: 'succeeded', ...fresh }, count: 3 },
    ],
  },
  {
    id: '3',
    name: 'americas',
    state: 'waiting',
    until,
    members: [{ status: { key: 'queued', ...fresh }, count: 3 }],
  },
  { id: '4', name: 'asia', state: 'later', members: [] },
];

describe('RolloutWaves', () => {
  it('says of each wave how far it is, and of the rollout too', async () => {
    await renderInFleet(
      <RolloutWaves
        waves={waves}
        progress={{
          done: 4,
          all: 9,
          share: { percent: 31.9, basis: 'traffic' },
          left: { from: 2, to: 4, unit: 'hours' },
        }}
        to={(wave, key) => `/list?wave=${wave.id}&state=${key}`}
      />,
    );
    const items = screen.getAllByRole('listitem');
    expect(items.map(item => item.getAttribute('aria-current'))).toEqual([
      null,
      'step',
      null,
      null,
    ]);
    expect(
      items.map(
        item =>
          within(item).getByRole('img').ariaLabel ??
          within(item).getAllByRole('img')[0].getAttribute('aria-label'),
      ),
    ).toEqual(['done', 'now', 'waiting', 'later']);
    // What was seen to arrive and is not seen any more is not done.
    expect(items[1]).toHaveTextContent('3 of 5 clusters');
    expect(
      within(items[1])
        .getAllByRole('link')
        .map(link => link.getAttribute('href')),
    ).toEqual(['/list?wave=2&state=failed', '/list?wave=2&state=succeeded']);
    expect(items[2]).toHaveTextContent('3 h left');
    expect(items[3]).toHaveTextContent('no clusters');
    expect(
      screen.getByText(/· 31 % of traffic · 2–4 h left/),
    ).toHaveTextContent('done 4 of 9 · 31 % of traffic · 2–4 h left');
  });

  it.each([
    [
      { done: 4, all: 9 },
      'done 4 of 9 · share not known · time left not known',
    ],
    [
      { done: 9, all: 9, share: { percent: 100, basis: 'traffic' as const } },
      'done 9 of 9 · 100 % of traffic',
    ],
    [
      {
        done: 8,
        all: 9,
        share: { percent: 99.99, basis: 'replicas' as const },
        left: { from: 3, to: 3, unit: 'minutes' as const },
      },
      'done 8 of 9 · 99 % of replicas · 3 min left',
    ],
  ])('says of %j "%s"', async (progress, text) => {
    const { container } = await renderInFleet(
      <div data-testid="total">
        <RolloutTotal progress={progress} />
      </div>,
    );
    expect(container.querySelector('[data-testid="total"]')).toHaveTextContent(
      text,
    );
  });
});

const chain = (at: number, state: ReasonLinkState): ReasonLinkView[] =>
  REASON_LINKS.map((link, index) => {
    if (index < at) return { link, state: 'passed' };
    if (index > at) return { link, state: 'not-reached' };
    return {
      link,
      state,
      since: ago({ minutes: 42 }),
      evidence: ['denied: require-limits'],
      owner: 'group:default/platform',
      advice: ['Set a memory limit.'],
    };
  });

describe('ReasonChain', () => {
  it('opens the first link in the way, with evidence, owner and advice', async () => {
    await renderInFleet(<ReasonChain links={chain(6, 'failed')} />);
    const items = screen
      .getAllByRole('listitem')
      .filter(item => item.dataset.state);
    expect(items.map(item => item.dataset.state)).toEqual([
      ...Array(6).fill('passed'),
      'failed',
      ...Array(4).fill('not-reached'),
    ]);
    const head = screen.getByRole('button', { name: /Admission/ });
    expect(head).toHaveAttribute('aria-expanded', 'true');
    expect(head).toHaveTextContent('failed');
    expect(head).toHaveTextContent('42 min');
    expect(screen.getByText('denied: require-limits')).toBeInTheDocument();
    expect(screen.getByRole('link')).toHaveAttribute(
      'href',
      '/catalog/default/group/platform',
    );
    expect(screen.getByText('Set a memory limit.')).toBeInTheDocument();
    await userEvent.click(head);
    expect(head).toHaveAttribute('aria-expanded', 'false');
    expect(
      screen.queryByText('denied: require-limits'),
    ).not.toBeInTheDocument();
  });

  it('says until when it waits', async () => {
    await renderInFleet(
      <ReasonChain links={[{ link: 'window', state: 'waiting', until }]} />,
    );
    expect(screen.getByRole('button')).toHaveTextContent('3 h left');
    expect(screen.getByText('Nothing more is known.')).toBeInTheDocument();
  });

  it.each(['failed', 'waiting', 'not-known'] as const)(
    'takes the first that is %s for what is in the way',
    state => {
      expect(firstInTheWay(chain(3, state))?.link).toBe('wave-gate');
    },
  );

  it('has nothing in the way where all has passed', () => {
    expect(
      firstInTheWay(REASON_LINKS.map(link => ({ link, state: 'passed' }))),
    ).toBeUndefined();
  });

  it.each(HOSTILE_TEXTS)('shows $name as text', async ({ text }) => {
    const { container } = await renderInFleet(
      <>
        <ReasonChain
          links={[
            {
              link: 'admission',
              state: 'failed',
              evidence: [text],
              owner: text,
            },
          ]}
        />
        <RolloutWaves
          waves={[{ ...waves[0], name: text, reason: text }]}
          progress={{
            done: 1,
            all: 1,
            share: { percent: 100, basis: 'traffic' as const },
          }}
        />
      </>,
    );
    expect(container.querySelector('script, img, iframe, a')).toBeNull();
    expect(container.innerHTML).not.toMatch(/[\u200b\u202e\u2066]/);
    expect(container.innerHTML).not.toContain('\u001b');
    expect(container.innerHTML).not.toContain('\u0000');
  });
});
