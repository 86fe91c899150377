import { screen } from '@testing-library/react';
import { counts } from '../../testing';
import { renderInFleet } from '../__testUtils__/renderInFleet';
import { StateCounts } from './StateCounts';

describe('StateCounts', () => {
  it('leads each count to its list, the most urgent first', async () => {
    await renderInFleet(
      <StateCounts
        counts={counts({ healthy: 181, degraded: 2, stale: 13 })}
        to={state => `/list?state=${state}`}
      />,
    );
    expect(
      screen
        .getAllByRole('link')
        .map(link => [
          link.getAttribute('aria-label'),
          link.getAttribute('href'),
        ]),
    ).toEqual([
      ['2 degraded', '/list?state=degraded'],
      ['181 healthy', '/list?state=healthy'],
      ['13 stale', '/list?state=stale'],
    ]);
  });

  it('does not say none where nothing could be counted', async () => {
    await renderInFleet(<StateCounts counts={counts()} known={false} />);
    expect(screen.getByText('not known')).toBeInTheDocument();
    expect(screen.queryByText('none')).not.toBeInTheDocument();
  });
});
