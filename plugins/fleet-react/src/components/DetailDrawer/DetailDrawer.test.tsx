import { screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { useLocation } from 'react-router-dom';
import { renderInFleet } from '../__testUtils__/renderInFleet';
import { DetailDrawer, useDetail } from './DetailDrawer';

function Harness() {
  const { detail, open, close } = useDetail();
  const { search } = useLocation();
  return (
    <>
      <button onClick={() => open('one')}>open</button>
      <output>{search}</output>
      <DetailDrawer
        title={`About ${detail}`}
        open={detail !== undefined}
        onClose={close}
      >
        all of it
      </DetailDrawer>
    </>
  );
}

describe('DetailDrawer', () => {
  it('is opened by the URL', async () => {
    await renderInFleet(<Harness />, { path: '/?detail=two' });
    expect(screen.getByRole('dialog', { name: 'About two' })).toHaveTextContent(
      'all of it',
    );
  });

  it('takes the focus, and gives it back on Escape', async () => {
    const user = userEvent.setup();
    await renderInFleet(<Harness />, { path: '/?state=degraded' });
    const button = screen.getByRole('button', { name: 'open' });
    await user.click(button);
    expect(screen.getByRole('status')).toHaveTextContent(
      '?state=degraded&detail=one',
    );
    expect(screen.getByRole('heading', { name: 'About one' })).toHaveFocus();
    await user.keyboard('{Escape}');
    expect(screen.queryByRole('dialog')).not.toBeInTheDocument();
    expect(screen.getByRole('status')).toHaveTextContent('?state=degraded');
    expect(button).toHaveFocus();
  });
});
