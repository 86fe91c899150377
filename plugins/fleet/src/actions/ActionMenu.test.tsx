import { screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { FleetResponseError } from '@fleetview/backstage-plugin-fleet-common';
import {
  FakeFleetApi,
  NOW,
} from '@fleetview/backstage-plugin-fleet-react/testing';
import { renderPage } from '../__testUtils__/renderPage';

const at = (seconds: number) => new Date(NOW + seconds * 1_000).toISOString();

/** The dialog of the instance whose drawer is open. */
async function openDialog(api = new FakeFleetApi()) {
  const user = userEvent.setup();
  const instance = api.world.instances.find(
    ({ cluster, entityRef }) =>
      cluster.id === 'c-euw1b' && entityRef === 'component:default/checkout',
  );
  await renderPage(
    `/fleet/clusters/c-euw1b?detail=${encodeURIComponent(instance?.id ?? '')}`,
    api,
  );
  const drawer = await screen.findByRole('dialog', { name: 'checkout' });
  await user.click(within(drawer).getByRole('button', { name: /^Act/ }));
  const dialog = await screen.findByRole('dialog', {
    name: 'Tell a system something',
  });
  return { api, user, dialog };
}

const asked = (api: FakeFleetApi, method: string) =>
  api.calls.filter(call => call.method === method).map(({ query }) => query);

describe('ActionMenu', () => {
  it('asks for nothing before somebody opens it', async () => {
    const api = new FakeFleetApi();
    await renderPage('/fleet/clusters/c-euw1b', api);
    await screen.findByRole('table', { name: 'Instances' });
    expect(asked(api, 'listActions')).toEqual([]);
  });

  it('lists what cannot be told with the reason and what to add', async () => {
    const { api, dialog } = await openDialog();
    const disabled = await within(dialog).findByRole('button', {
      name: 'Restart the pods',
    });
    expect(disabled).toBeDisabled();
    expect(disabled).toHaveAccessibleDescription(
      /no credentials to act on 'prod-euw1-b'.*To add: fleet\.act/,
    );
    expect(
      within(dialog).getByRole('button', { name: 'Sync the Application' }),
    ).toBeEnabled();
    expect(asked(api, 'planAction')).toEqual([]);
  });

  it('shows what it does, asks for a reason, and follows it', async () => {
    const api = new FakeFleetApi();
    api.acting.plan = {
      ...api.acting.plan,
      revertedBy: "Argo CD's Application 'root'",
      changes: [
        { object: 'Application checkout', path: 'operation.sync', value: '{}' },
      ],
    };
    const { user, dialog } = await openDialog(api);
    await user.click(
      await within(dialog).findByRole('button', {
        name: 'Sync the Application',
      }),
    );
    expect(
      await screen.findByText('Argo CD applies the revision that it follows.'),
    ).toBeInTheDocument();
    expect(screen.getByRole('note')).toHaveTextContent(
      "It will be taken back by Argo CD's Application 'root'.",
    );
    const start = () =>
      screen.getByRole('button', { name: 'Sync the Application' });
    expect(start()).toBeDisabled();
    const reason = screen.getByRole('textbox', { name: /Reason/ });
    await user.type(reason, '   ');
    expect(start()).toBeDisabled();
    await user.type(reason, 'it is behind');
    expect(start()).toBeEnabled();
    // What was shown is not what would be asked for any more.
    await user.click(screen.getByRole('checkbox', { name: 'prune' }));
    expect(start()).toBeDisabled();
    await user.click(screen.getByRole('button', { name: 'Show what it does' }));
    await screen.findByText('Argo CD applies the revision that it follows.');
    await user.click(start());
    const list = await screen.findByRole('list', { name: 'What came of it' });
    expect(asked(api, 'startAction')).toEqual([
      {
        targetId: 'd-checkout',
        action: 'sync',
        parameters: { prune: true },
        reason: 'it is behind',
        effect: 'Argo CD applies the revision that it follows.',
        resourceVersion: '17',
      },
    ]);
    expect(list).toHaveTextContent(/asked.*accepted ….*seen …/);
    const [run] = api.acting.runs;
    api.acting.runs = [
      {
        ...run,
        state: 'seen',
        steps: [
          ...run.steps,
          { state: 'accepted', at: at(1), message: 'It has begun.' },
          { state: 'seen', at: at(2) },
        ],
      },
    ];
    await within(list).findByText('It has begun.', {}, { timeout: 5_000 });
    expect(list).toHaveTextContent(/asked.*accepted.*It has begun.*seen/);
    expect(list).not.toHaveTextContent('…');
    const calls = asked(api, 'getRun').length;
    await new Promise(resolve => setTimeout(resolve, 1_500));
    expect(asked(api, 'getRun')).toHaveLength(calls);
  });

  it('lets choose what to roll back to', async () => {
    const { api, user, dialog } = await openDialog();
    await user.click(
      await within(dialog).findByRole('button', {
        name: 'Roll the Application back',
      }),
    );
    const choice = screen.getByRole('combobox', { name: /Go back to/ });
    expect(within(choice).getAllByRole('option')).toHaveLength(3);
    expect(asked(api, 'planAction')).toEqual([]);
    await user.selectOptions(choice, '7');
    await user.click(screen.getByRole('button', { name: 'Show what it does' }));
    await screen.findByText('What will happen');
    expect(asked(api, 'planAction')).toEqual([
      { targetId: 'd-checkout', action: 'roll-back', parameters: { id: 7 } },
    ]);
  });

  it('says why it cannot be done, and what went wrong', async () => {
    const api = new FakeFleetApi();
    const { user, dialog } = await openDialog(api);
    await user.click(
      await within(dialog).findByRole('button', {
        name: 'Sync the Application',
      }),
    );
    await screen.findByText('What will happen');
    await user.type(screen.getByRole('textbox', { name: /Reason/ }), 'now');
    api.fail(
      'startAction',
      new FleetResponseError(409, 'ConflictError', 'It has changed since.'),
    );
    await user.click(
      screen.getByRole('button', { name: 'Sync the Application' }),
    );
    expect(await screen.findByRole('alert')).toHaveTextContent(
      'It has changed since.',
    );
    expect(asked(api, 'startAction')).toHaveLength(1);
    api.acting.plan = { refused: 'An operation is running.', changes: [] };
    await user.click(screen.getByRole('button', { name: 'Show what it does' }));
    expect(await screen.findByText('An operation is running.')).toBeVisible();
    expect(
      screen.getByRole('button', { name: 'Sync the Application' }),
    ).toBeDisabled();
  });

  it('says what failed, in words of the system', async () => {
    const api = new FakeFleetApi();
    const { user, dialog } = await openDialog(api);
    await user.click(
      await within(dialog).findByRole('button', {
        name: 'Sync the Application',
      }),
    );
    await screen.findByText('What will happen');
    await user.type(screen.getByRole('textbox', { name: /Reason/ }), 'now');
    await user.click(
      screen.getByRole('button', { name: 'Sync the Application' }),
    );
    const list = await screen.findByRole('list', { name: 'What came of it' });
    const [run] = api.acting.runs;
    api.acting.runs = [
      {
        ...run,
        state: 'failed',
        steps: [
          ...run.steps,
          { state: 'failed', at: at(1), message: 'denied by admission' },
        ],
      },
    ];
    await within(list).findByText(
      'denied by admission',
      {},
      { timeout: 5_000 },
    );
    expect(list).not.toHaveTextContent('seen');
  });
});
