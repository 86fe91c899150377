import { screen } from '@testing-library/react';
import {
  MEMBER_STATES,
  type MemberState,
} from '@fleetview/backstage-plugin-fleet-common';
import { statusOfMember } from '../../status';
import { ago, NOW } from '../../testing';
import { renderInFleet } from '../__testUtils__/renderInFleet';
import { MemberStateMark } from './MemberStateMark';

const until = new Date(NOW + (2 * 60 + 24) * 60_000).toISOString();

describe('MemberStateMark', () => {
  it('has a word for every state, and a shape of its own for all but one', async () => {
    const { container } = await renderInFleet(
      <>
        {MEMBER_STATES.map(state => (
          <div key={state} data-testid={state}>
            <MemberStateMark member={{ state }} />
          </div>
        ))}
      </>,
    );
    const glyphs = MEMBER_STATES.map(
      state =>
        container.querySelector<SVGElement>(`[data-testid="${state}"] svg`)
          ?.dataset.status,
    );
    expect(new Set(glyphs).size).toBe(MEMBER_STATES.length);
    expect(glyphs[MEMBER_STATES.indexOf('not-placed')]).toBeUndefined();
    expect(screen.getByTestId('not-placed')).toHaveTextContent('not placed');
    expect(screen.getByTestId('timed-out')).toHaveTextContent('timed out');
    expect(screen.getByTestId('paused')).toHaveTextContent('paused');
  });

  it.each([
    ['window-closed', undefined, 'frozen'],
    ['window-closed', until, 'waiting'],
    ['queued', undefined, 'queued'],
    ['queued', until, 'waiting'],
    ['stuck', until, 'stuck'],
    ['a-newer-state', undefined, 'unknown'],
  ])('shows %s until %s as %s', (state, end, key) => {
    expect(
      statusOfMember({ state: state as MemberState, until: end })?.key,
    ).toBe(key);
  });

  it('counts down to an end that is known', async () => {
    await renderInFleet(
      <>
        <MemberStateMark member={{ state: 'window-closed', until }} />
        <MemberStateMark member={{ state: 'soaking', until }} glyphOnly />
        <MemberStateMark
          member={{ state: 'verifying', until: ago({ minutes: 1 }) }}
        />
      </>,
    );
    expect(screen.getByText('2 h 24 min left')).toBeInTheDocument();
    expect(
      screen.getByRole('img', { name: 'soaking, 2 h 24 min left' }),
    ).toBeInTheDocument();
    expect(screen.getByText('due')).toBeInTheDocument();
  });

  it('never shows an old success as a current one', async () => {
    const { container } = await renderInFleet(
      <MemberStateMark
        member={{
          state: 'succeeded',
          stale: true,
          confirmedAt: ago({ minutes: 14 }),
        }}
      />,
    );
    expect(screen.getByText('succeeded, 14 min ago')).toBeInTheDocument();
    expect(container.querySelector('svg[data-stale]')).not.toBeNull();
  });

  it('draws nothing where nothing is and no word is asked for', async () => {
    const { container } = await renderInFleet(
      <div data-testid="cell">
        <MemberStateMark member={{ state: 'not-placed' }} glyphOnly />
      </div>,
    );
    expect(
      container.querySelector('[data-testid="cell"]'),
    ).toBeEmptyDOMElement();
  });
});
