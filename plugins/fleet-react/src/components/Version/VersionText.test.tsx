import { screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { renderInFleet } from '../__testUtils__/renderInFleet';
import { VersionText } from './VersionText';

describe('VersionText', () => {
  it('shows a change with how far it is', async () => {
    const { container } = await renderInFleet(
      <VersionText
        version={{
          kind: 'changing',
          from: '1.41.2',
          to: '1.42.0',
          updated: 2,
          replicas: 6,
        }}
      />,
    );
    expect(container).toHaveTextContent('1.41.2 → 1.42.0');
    expect(container).toHaveTextContent('2 of 6');
  });

  it('is short, and copies in full', async () => {
    const user = userEvent.setup();
    const commit = 'a1b2c3d4e5f60718293a4b5c6d7e8f9001122334';
    await renderInFleet(
      <VersionText version={{ kind: 'settled', version: commit }} />,
    );
    expect(screen.getByText('a1b2c3d')).toBeInTheDocument();
    const written = jest.spyOn(navigator.clipboard, 'writeText');
    await user.click(screen.getByRole('button', { name: 'Copy a1b2c3d' }));
    expect(written).toHaveBeenCalledWith(commit);
  });

  it('says that nobody says', async () => {
    await renderInFleet(<VersionText version={{ kind: 'unknown' }} />);
    expect(screen.getByText('unknown')).toBeInTheDocument();
  });
});
