import { createRef } from 'react';
import { fireEvent, screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { renderInFleet } from '../__testUtils__/renderInFleet';
import { MatrixLegend } from './MatrixLegend';
import { MatrixToolbar } from './MatrixToolbar';

describe('MatrixLegend', () => {
  it('says what each glyph means and how often, and narrows to it', async () => {
    const onToggle = jest.fn();
    await renderInFleet(
      <MatrixLegend
        onToggle={onToggle}
        items={[
          { id: 'failed', status: { key: 'failed', stale: false }, count: 12 },
          {
            id: 'stale',
            status: { key: 'healthy', stale: true },
            count: 1_200,
            isChosen: true,
          },
          { id: 'none', word: 'not placed', count: 3 },
        ]}
      />,
    );
    const toggles = screen.getAllByRole('button');
    expect(
      toggles.map(toggle => [
        toggle.textContent,
        toggle.getAttribute('aria-pressed'),
        toggle.querySelector('svg')?.getAttribute('data-status'),
      ]),
    ).toEqual([
      ['12 failed', 'false', 'failed'],
      ['1,200 healthy (stale)', 'true', 'healthy'],
      ['3 not placed', 'false', undefined],
    ]);
    await userEvent.click(toggles[1]);
    expect(onToggle.mock.calls).toEqual([['stale']]);
  });

  it('toggles nothing where nothing is to be narrowed', async () => {
    await renderInFleet(
      <MatrixLegend
        items={[{ id: 'a', status: { key: 'stuck', stale: false }, count: 4 }]}
      />,
    );
    expect(screen.queryByRole('button')).not.toBeInTheDocument();
    expect(screen.getByRole('listitem')).toHaveTextContent('4 stuck');
  });
});

describe('MatrixToolbar', () => {
  it('tells what was chosen', async () => {
    const told = jest.fn();
    const search = createRef<HTMLInputElement>();
    const user = userEvent.setup();
    await renderInFleet(
      <MatrixToolbar
        ref={search}
        text=""
        onText={text => told('text', text)}
        onLeaveSearch={() => told('left')}
        grouping={{
          value: 'wave',
          chosen: value => told('group', value),
          options: [
            { value: 'wave', label: 'wave' },
            { value: 'region', label: 'region' },
          ],
        }}
        density="comfortable"
        onDensity={density => told('density', density)}
        view="grid"
        onView={view => told('view', view)}
      />,
    );
    await user.selectOptions(screen.getByLabelText('group by'), 'region');
    await user.click(screen.getByRole('button', { name: 'compact' }));
    await user.click(screen.getByRole('button', { name: 'as table' }));
    expect(screen.queryByLabelText('sort by')).not.toBeInTheDocument();
    search.current?.focus();
    await user.keyboard('pay');
    await waitFor(() => expect(told).toHaveBeenCalledWith('text', 'pay'));
    await user.keyboard('{Escape}');
    expect(told.mock.calls).toEqual([
      ['group', 'region'],
      ['density', 'compact'],
      ['view', 'table'],
      ['text', 'pay'],
      ['left'],
    ]);
    expect(search.current).toHaveValue('pay');
  });

  it('goes to a time of the reader’s own, written here and shown in UTC', async () => {
    const chosen = jest.fn();
    const user = userEvent.setup();
    await renderInFleet(
      <MatrixToolbar
        density="comfortable"
        onDensity={() => {}}
        view="grid"
        onView={() => {}}
        asOf={{ chosen }}
      />,
    );
    const select = screen.getByLabelText('as of');
    expect(select).toHaveValue('now');
    await user.selectOptions(select, 'hour');
    const hourAgo = Date.parse(chosen.mock.calls[0][0]);
    await user.selectOptions(select, 'own');
    const field = screen.getByLabelText('Time here');
    expect(field).toHaveFocus();
    const show = screen.getByRole('button', { name: 'Show' });
    fireEvent.change(field, { target: { value: '2999-01-01T00:00' } });
    expect(screen.getByText(/has not come yet/)).toBeInTheDocument();
    expect(show).toBeDisabled();
    fireEvent.change(field, { target: { value: '2020-03-01T10:30' } });
    const time = new Date(2020, 2, 1, 10, 30).toISOString().slice(0, 19);
    expect(
      screen.getByText(`${time.replace('T', ' ')} UTC`),
    ).toBeInTheDocument();
    await user.click(show);
    expect(chosen.mock.calls[1]).toEqual([`${time}Z`]);
    expect(screen.queryByLabelText('Time here')).not.toBeInTheDocument();
    expect(hourAgo % 1_000).toBe(0);
  });
});
