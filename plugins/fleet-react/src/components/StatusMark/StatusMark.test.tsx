import { screen } from '@testing-library/react';
import { STATUS_KEYS } from '../../status';
import { ago } from '../../testing';
import { renderInFleet } from '../__testUtils__/renderInFleet';
import { StatusMark } from './StatusMark';

describe('StatusMark', () => {
  it('has a shape of its own and a word for every status', async () => {
    const { container } = await renderInFleet(
      <>
        {STATUS_KEYS.map(key => (
          <div key={key} data-testid={key}>
            <StatusMark status={{ key, stale: false }} />
          </div>
        ))}
      </>,
    );
    const shapes = STATUS_KEYS.map(
      key =>
        container.querySelector(`[data-testid="${key}"] svg`)?.innerHTML ?? '',
    );
    // Colours alone must not tell two statuses apart.
    const colourless = shapes.map(shape => shape.replace(/#[0-9a-f]{6}/gi, ''));
    expect(new Set(colourless).size).toBe(STATUS_KEYS.length);
    expect(screen.getByTestId('out-of-sync')).toHaveTextContent('out of sync');
  });

  it('hatches what is stale, and says its age', async () => {
    const { container } = await renderInFleet(
      <StatusMark
        status={{
          key: 'healthy',
          stale: true,
          confirmedAt: ago({ minutes: 14 }),
        }}
      />,
    );
    expect(screen.getByText('healthy, 14 min ago')).toBeInTheDocument();
    expect(container.querySelector('svg[data-stale]')).not.toBeNull();
  });

  it('says that it never was confirmed', async () => {
    await renderInFleet(
      <StatusMark status={{ key: 'unknown', stale: true }} />,
    );
    expect(screen.getByText('unknown, never confirmed')).toBeInTheDocument();
  });

  it('has a name where only its shape is shown', async () => {
    await renderInFleet(
      <StatusMark status={{ key: 'forbidden', stale: false }} glyphOnly />,
    );
    expect(screen.getByRole('img', { name: 'forbidden' })).toBeInTheDocument();
  });
});
