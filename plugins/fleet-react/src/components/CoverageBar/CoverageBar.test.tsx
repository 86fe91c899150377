import { screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { fleetCoverage } from '../../testing';
import { renderInFleet } from '../__testUtils__/renderInFleet';
import { CoverageBar } from './CoverageBar';

const gap = (id: string, state: 'unreachable' | 'forbidden' | 'pending') => ({
  cluster: { id, name: id },
  state,
  since: '2026-11-20T13:58:00.000Z',
  reason: `${id} says no`,
});

describe('CoverageBar', () => {
  it('is not there where everything answers', async () => {
    await renderInFleet(
      <CoverageBar coverage={fleetCoverage()} clusterTo={id => `/c/${id}`} />,
    );
    expect(screen.queryByRole('status')).not.toBeInTheDocument();
  });

  it('says that permissions limit what is here', async () => {
    await renderInFleet(
      <CoverageBar
        coverage={fleetCoverage()}
        limited={['instances']}
        clusterTo={id => `/c/${id}`}
      />,
    );
    expect(screen.getByRole('status')).toHaveTextContent(
      'Only what your permissions let you see',
    );
  });

  it('names each gap with its state and leads to it, the worst first', async () => {
    await renderInFleet(
      <CoverageBar
        coverage={fleetCoverage({
          complete: 10,
          gaps: [gap('b', 'forbidden'), gap('a', 'unreachable')],
        })}
        clusterTo={id => `/c/${id}`}
      />,
    );
    expect(screen.getByText('10 of 12 clusters')).toBeInTheDocument();
    const links = screen.getAllByRole('link');
    expect(links.map(link => link.getAttribute('href'))).toEqual([
      '/c/a',
      '/c/b',
    ]);
    expect(links[0]).toHaveTextContent(/^a unreachable since /);
  });

  it('shows four gaps, and the rest when asked', async () => {
    await renderInFleet(
      <CoverageBar
        coverage={fleetCoverage({
          complete: 6,
          gaps: ['a', 'b', 'c', 'd', 'e', 'f'].map(id => gap(id, 'pending')),
        })}
        clusterTo={id => `/c/${id}`}
      />,
    );
    expect(screen.getAllByRole('link')).toHaveLength(4);
    await userEvent.click(screen.getByRole('button', { name: '2 more' }));
    expect(screen.getAllByRole('link')).toHaveLength(6);
  });

  it('says how much permissions hide', async () => {
    await renderInFleet(
      <CoverageBar
        coverage={fleetCoverage()}
        hidden={3}
        clusterTo={id => `/c/${id}`}
      />,
    );
    expect(
      screen.getByText('3 rows hidden by permissions'),
    ).toBeInTheDocument();
  });
});
