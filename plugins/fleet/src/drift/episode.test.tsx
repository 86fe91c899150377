import { fireEvent, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import {
  FleetResponseError,
  type FleetDriftEpisodeDetail,
} from '@fleetview/backstage-plugin-fleet-common';
import {
  companyWorld,
  driftDetail,
  driftDifference,
  driftEpisode,
  FakeFleetApi,
  instanceAction,
} from '@fleetview/backstage-plugin-fleet-react/testing';
import { renderPage } from '../__testUtils__/renderPage';

jest.setTimeout(60_000);

const asked = (api: FakeFleetApi, method: string) =>
  api.calls.filter(call => call.method === method).map(({ query }) => query);

async function openEpisode(
  id: string,
  options: {
    api?: FakeFleetApi;
    search?: string;
    hasScaffolder?: boolean;
  } = {},
) {
  const { api = new FakeFleetApi(), search = '' } = options;
  await renderPage(
    `/fleet/drift?episode=${id}${search}`,
    api,
    undefined,
    options,
  );
  const drawer = await screen.findByRole('dialog');
  await within(drawer).findByRole('region', { name: 'What differs' });
  return { api, drawer };
}

const apiOf = (detail: FleetDriftEpisodeDetail) =>
  new FakeFleetApi({
    world: {
      ...companyWorld(),
      drift: { episodes: [detail], watched: 1, unwatched: 0 },
    },
  });

describe('the drawer of an episode', () => {
  it('says what differs, since when, by whom, and why that is thought', async () => {
    const { drawer } = await openEpisode('drift-c-euw1a');
    expect(drawer).toHaveAccessibleName('Deployment payments/checkout');
    const table = within(drawer).getByRole('table');
    expect(table).toHaveAccessibleName(
      'Desired and live value of spec.template.spec.containers[name=checkout].image',
    );
    expect(table.querySelectorAll('[data-side="desired"]')).toHaveLength(1);
    expect(table.querySelector('[data-side="desired"]')).toHaveTextContent(
      '−desired, not live"registry.example.com/payments/checkout:1.42.0"',
    );
    expect(table.querySelector('[data-side="live"]')).toHaveTextContent(
      '+live, not desired"registry.example.com/payments/checkout:1.42.0-hotfix.1"',
    );
    expect(table.querySelector('[data-changed]')).toHaveTextContent(/hotfix/);
    expect(drawer).toHaveTextContent('at least 3 d, since watching began');
    expect(drawer).toHaveTextContent(
      /kubectl-edit, a name that clients give themselves; wrote last 17 Nov \d\d:03:12owns this field/,
    );
    expect(drawer).toHaveTextContent('A tool that people use wrote it.');
    expect(
      within(drawer).getByRole('region', { name: 'Before this' }),
    ).toHaveTextContent('spec.replicas20 d ago, as desired again after 24 h');
    expect(
      within(drawer).getByRole('region', {
        name: 'What the engine itself leaves out',
      }),
    ).toHaveTextContent('apps/Deployment/spec/replicas');
  });

  it('says where the engine’s own rules stand, and which names what differs', async () => {
    const { drawer } = await openEpisode('drift-scaled');
    const rules = within(drawer).getByRole('region', {
      name: 'What the engine itself leaves out',
    });
    const [names, unknown] = within(rules).getAllByRole('listitem');
    expect(names).toHaveTextContent(
      /apps\/Deployment\/spec\/replicasNames what differs: spec\.replicasholds only when the engine comparesApplication argocd\/checkout-prod-euw1-a spec\.ignoreDifferences\[0\]$/,
    );
    expect(
      within(names).getByRole('button', { name: 'Copy where the rule stands' }),
    ).toBeVisible();
    expect(unknown).toHaveTextContent(
      '*/*, only where kind {Deployment,StatefulSet}',
    );
    expect(unknown).toHaveTextContent('jq .spec.replicas');
    expect(unknown).toHaveTextContent(
      'Whether it is for this resource is not known',
    );
    expect(unknown).not.toHaveTextContent('Names what differs');
    expect(rules).toHaveTextContent(
      '2 further rules of the delivery are not read',
    );
  });

  it('says who it was by the audit log, and how far that can be gone by', async () => {
    const { drawer } = await openEpisode('drift-c-euw1a');
    expect(drawer).toHaveTextContent(
      /By the audit logalice@example.com acting as system:admin, 17 Nov \d\d:\d\d:\d\d; patch with kubectl-edit\/v1.36.2 \(linux\/amd64\)wrote in that second, by the name that is noted/,
    );
    expect(drawer).toHaveTextContent(
      'By the API server’s audit log of prod-euw1-a, without what its own controllers and engines write; last received 1 min ago; kept since 14 d ago',
    );
  });

  it('names all whom it may be, and chooses none', async () => {
    const write = {
      verb: 'delete' as const,
      at: '2026-11-18T08:00:00Z',
      fit: 'deleted' as const,
    };
    const detail = driftDetail(driftEpisode({ id: 'd-1', class: 'missing' }), {
      auditLog: {
        lastLostAt: '2026-11-18T07:00:00Z',
        writes: [
          { ...write, user: 'alice' },
          {
            ...write,
            user: 'bob',
            verb: 'deletecollection',
            fit: 'deleted-with-others',
          },
        ],
        hasMore: true,
      },
    });
    const { drawer } = await openEpisode('d-1', {
      api: apiOf(detail),
    });
    const list = within(drawer).getByText('alice').closest('ul') as HTMLElement;
    const items = within(list).getAllByRole('listitem');
    expect(items).toHaveLength(2);
    expect(items[0]).toHaveTextContent(
      /^alice, 18 Nov \d\d:\d\d:\d\d; deletedeleted it before it was first seen to be missing$/,
    );
    expect(items[1]).toHaveTextContent(
      /deletecollectiondeleted several of its kind in its namespace, perhaps this one too$/,
    );
    expect(drawer).toHaveTextContent('nothing tells which it was:');
    expect(drawer).toHaveTextContent('There are more, which are not shown.');
    expect(drawer).toHaveTextContent('something was not taken');
  });

  it.each([
    ['not-received', 'Nothing was ever received'],
    ['before-kept', 'it is not kept from so long ago'],
    ['none-fits', 'That is no proof that nobody did it'],
  ] as const)(
    'says why the audit log names nobody: %s',
    async (because, words) => {
      const detail = driftDetail(driftEpisode({ id: 'd-1' }), {
        auditLog: { writes: [], because },
      });
      const { drawer } = await openEpisode('d-1', {
        api: apiOf(detail),
      });
      expect(drawer).toHaveTextContent(words);
    },
  );

  it('has both values side by side, as the URL says', async () => {
    const { drawer } = await openEpisode('drift-c-euw1a');
    await userEvent.click(
      within(drawer).getByRole('button', { name: 'Side by side' }),
    );
    const table = within(drawer).getByRole('table');
    expect(
      within(table)
        .getAllByRole('columnheader')
        .map(({ textContent }) => textContent),
    ).toEqual(['Desired', 'Live']);
    const [desired, live] = within(table).getAllByRole('cell');
    expect(desired).toHaveTextContent(/1\.42\.0"$/);
    expect(live).toHaveTextContent(/1\.42\.0-hotfix\.1"$/);
  });

  it.each([
    ['drift-c-use1a', '2 d'],
    ['drift-c-apne1', '5 h to 6 h'],
  ])('says how long %s has lasted', async (id, age) => {
    const { drawer } = await openEpisode(id);
    expect(within(drawer).getByText(age)).toBeVisible();
  });

  it('tells nothing of secrets', async () => {
    const { drawer } = await openEpisode('drift-secret');
    expect(drawer).toHaveTextContent('Values of secrets are not told');
    expect(within(drawer).queryByRole('table')).not.toBeInTheDocument();
    expect(drawer).toHaveTextContent(
      'others may as well have written it: or stripe-operator',
    );
    expect(
      within(drawer).getByRole('button', { name: 'Adopt' }),
    ).toHaveAccessibleDescription(/belong in no repository/);
  });

  it('says that only the engine’s word is had', async () => {
    const { drawer } = await openEpisode('drift-unknown-paths');
    expect(drawer).toHaveTextContent(
      'The engine says only that it differs. Where and in what is not known.',
    );
    expect(drawer).toHaveTextContent('nobody is known');
  });

  it.each([
    ['drift-missing', 'not there', 'items=50'],
    ['drift-extra', 'not asked for', 'The value is longer than is told.'],
    ['drift-failed', 'admission webhook', '9f8e7d6 → a1b2c3d'],
    [
      'drift-unconfirmed',
      'nobody has seen since',
      'connect ECONNREFUSED 10.40.0.1:6443',
    ],
    [
      'drift-healed',
      'as desired again after 40 s',
      'came back 3 times soon after it was as desired',
    ],
  ])('tells of %s', async (id, ...texts) => {
    const { drawer } = await openEpisode(id);
    for (const text of texts) expect(drawer).toHaveTextContent(text);
  });

  it('says that there is none of this id', async () => {
    await renderPage('/fleet/drift?episode=nope');
    const drawer = await screen.findByRole('dialog');
    expect(
      await within(drawer).findByText("No episode 'nope'"),
    ).toBeInTheDocument();
  });

  it('shows values as text, and nothing that hides in them', async () => {
    const api = new FakeFleetApi();
    const episode = driftEpisode({ id: 'hostile' });
    api.world.drift = {
      watched: 1,
      unwatched: 0,
      episodes: [
        driftDetail(episode, {
          differences: [
            driftDifference({
              desired: { text: '"<img src=x onerror=alert(1)>"' },
              live: { text: `"a\u202eb${'<b>'.repeat(1_300)}"` },
            }),
          ],
        }),
      ],
    };
    const { drawer } = await openEpisode('hostile', { api });
    expect(drawer.querySelector('img, b')).toBeNull();
    expect(drawer).toHaveTextContent('<img src=x onerror=alert(1)>');
    expect(drawer).toHaveTextContent('a[U+202E]b<b>');
    expect(drawer).toHaveTextContent(/characters more/);
    const lengths = [...drawer.querySelectorAll('td span')].flatMap(span =>
      [...span.childNodes]
        .filter(({ nodeType }) => nodeType === Node.TEXT_NODE)
        .map(({ textContent }) => textContent?.length ?? 0),
    );
    expect(Math.max(...lengths)).toBeLessThan(1_500);
  });
});

describe('what can be done about an episode', () => {
  it('reverts the one resource, by what delivers it', async () => {
    const api = new FakeFleetApi();
    const target = {
      ...instanceAction().target,
      name: 'checkout-prod-euw1-a',
    };
    api.acting.actions = () => [
      instanceAction({
        target,
        parameters: {
          type: 'object',
          properties: {
            prune: { type: 'boolean' },
            resources: { type: 'array' },
          },
        },
      }),
      instanceAction({ action: 'refresh', title: 'Refresh', target }),
      instanceAction({ title: 'Sync another one' }),
    ];
    const { drawer } = await openEpisode('drift-c-euw1a', { api });
    await userEvent.click(
      within(drawer).getByRole('button', { name: 'Revert' }),
    );
    const dialog = await screen.findByRole('dialog', { name: 'Revert' });
    await userEvent.click(
      await within(dialog).findByRole('button', {
        name: 'Sync the Application',
      }),
    );
    expect(
      screen.queryByRole('button', { name: 'Refresh' }),
    ).not.toBeInTheDocument();
    expect(
      screen.getByText('Only this resource: Deployment payments/checkout'),
    ).toBeVisible();
    await screen.findByText('Argo CD applies the revision that it follows.');
    fireEvent.change(screen.getByRole('textbox', { name: /Reason/ }), {
      target: { value: 'not agreed' },
    });
    await userEvent.click(
      screen.getByRole('button', { name: 'Sync the Application' }),
    );
    expect(asked(api, 'startAction')).toEqual([
      expect.objectContaining({
        action: 'sync',
        parameters: {
          resources: [
            {
              group: 'apps',
              kind: 'Deployment',
              namespace: 'payments',
              name: 'checkout',
            },
          ],
        },
      }),
    ]);
  });

  it('says where nothing reverts it', async () => {
    const { drawer } = await openEpisode('drift-c-euw1a');
    await userEvent.click(
      within(drawer).getByRole('button', { name: 'Revert' }),
    );
    expect(
      await screen.findByText(/Nothing that brings this can be told/),
    ).toBeVisible();
  });

  it('leads to the pull request that adopts it', async () => {
    const { drawer } = await openEpisode('drift-c-euw1a', {
      hasScaffolder: true,
    });
    const link = within(drawer).getByRole('button', { name: 'Adopt' });
    expect(link).toHaveAttribute(
      'href',
      `/create/templates/default/adopt-drift?${new URLSearchParams({
        formData: '{"episodeId":"drift-c-euw1a","path":"checkout/production"}',
      })}`,
    );
  });

  it('says what cannot be done, and why', async () => {
    const { drawer } = await openEpisode('drift-healed');
    for (const name of ['Revert', 'Adopt', 'Ignore', 'Tell the owner']) {
      expect(within(drawer).getByRole('button', { name })).toBeDisabled();
    }
    expect(
      within(drawer).getByRole('button', { name: 'Revert' }),
    ).toHaveAccessibleDescription(/as desired again, or not there any more/);
  });

  it('asks the owner to look at it, with a note', async () => {
    const { api, drawer } = await openEpisode('drift-c-euw1a');
    const tell = within(drawer).getByRole('button', { name: 'Tell the owner' });
    expect(tell).toHaveAccessibleDescription(
      'Asks the owner to look at it, by a notification.',
    );
    await userEvent.click(tell);
    const dialog = await screen.findByRole('dialog', {
      name: 'Tell the owner',
    });
    expect(dialog).toHaveTextContent(/^.*payments is told what drifts/);
    fireEvent.change(within(dialog).getByRole('textbox', { name: /Note/ }), {
      target: { value: ' Is this yours? ' },
    });
    await userEvent.click(
      within(dialog).getByRole('button', { name: 'Tell the owner' }),
    );
    expect(await within(dialog).findByRole('status')).toHaveTextContent(
      /Noted\. payments is told/,
    );
    expect(asked(api, 'tellDriftOwner')).toEqual([
      {
        requestKey: expect.stringMatching(/^[0-9a-f]{32}$/),
        note: 'Is this yours?',
      },
    ]);
    await userEvent.click(
      within(dialog).getByRole('button', { name: 'Close' }),
    );
    expect(
      await within(drawer).findByText(/Told payments .*, asked by guest/),
    ).toBeVisible();
    await userEvent.click(
      within(drawer).getByRole('button', { name: 'Tell the owner' }),
    );
    const again = await screen.findByRole('dialog', { name: 'Tell the owner' });
    await userEvent.click(
      within(again).getByRole('button', { name: 'Tell the owner' }),
    );
    expect(await within(again).findByRole('status')).toHaveTextContent(
      /your note was not sent/,
    );
  });

  it('says why the owner was not told', async () => {
    const api = new FakeFleetApi();
    api.fail(
      'tellDriftOwner',
      new FleetResponseError(409, 'ConflictError', 'add fleet.notifications'),
    );
    const { drawer } = await openEpisode('drift-c-euw1a', { api });
    await userEvent.click(
      within(drawer).getByRole('button', { name: 'Tell the owner' }),
    );
    const dialog = await screen.findByRole('dialog', {
      name: 'Tell the owner',
    });
    await userEvent.click(
      within(dialog).getByRole('button', { name: 'Tell the owner' }),
    );
    expect(await within(dialog).findByRole('alert')).toHaveTextContent(
      'Nobody was told: add fleet.notifications',
    );
  });

  it.each([undefined, 'api:default/payments'])(
    'tells nobody where the owner is %s',
    async owner => {
      const api = new FakeFleetApi();
      const [first] = api.world.drift?.episodes ?? [];
      if (!first) throw new Error('nothing drifts');
      first.episode.owner = owner;
      const { drawer } = await openEpisode(first.episode.id, { api });
      const tell = within(drawer).getByRole('button', {
        name: 'Tell the owner',
      });
      expect(tell).toBeDisabled();
      expect(tell).toHaveAccessibleDescription(/^Nobody is known to own it/);
    },
  );

  it('asks for an exception once it is shown what that hides', async () => {
    const { api, drawer } = await openEpisode('drift-c-euw1a');
    const ignore = within(drawer).getByRole('button', { name: 'Ignore' });
    await screen.findByText('Asks for an exception with a reason and an end.');
    await userEvent.click(ignore);
    const dialog = await screen.findByRole('dialog', {
      name: 'Ignore this drift',
    });
    const preview = within(dialog).getByRole('region', {
      name: 'What it would hide now',
    });
    await within(preview).findByText(
      /Hides 1 difference in 1 component on 1 cluster\. 1 of them needs/,
    );
    await userEvent.click(
      within(dialog).getByRole('radio', {
        name: 'Deployment payments/checkout on every cluster',
      }),
    );
    await within(preview).findByText(
      /Hides 4 differences in 1 component on 4 clusters\. 4 of them need/,
    );
    const send = within(dialog).getByRole('button', {
      name: 'Ask for the exception',
    });
    expect(send).toBeDisabled();
    fireEvent.change(within(dialog).getByRole('textbox', { name: /Reason/ }), {
      target: { value: 'A hotfix until the next release.' },
    });
    fireEvent.change(within(dialog).getByLabelText(/Ends on/), {
      target: { value: '2026-12-31' },
    });
    await userEvent.click(send);
    expect(asked(api, 'requestException')).toEqual([
      {
        requestKey: expect.stringMatching(/^[0-9a-f]{32}$/),
        kind: 'drift',
        scope: {
          subjects: ['spec.template.spec.containers[name=checkout].image'],
          namespaces: ['payments'],
          resource: { kind: 'Deployment', name: 'checkout' },
        },
        reason: 'A hotfix until the next release.',
        expiresAt: '2027-01-01T00:00:00.000Z',
      },
    ]);
    expect(
      await screen.findByRole('link', { name: 'See it in the ledger' }),
    ).toHaveAttribute('href', '/fleet/exceptions?detail=e-new');
  });

  it('offers no exception from everything everywhere', async () => {
    const { api, drawer } = await openEpisode('drift-unknown-paths');
    await screen.findByText('Asks for an exception with a reason and an end.');
    await userEvent.click(
      within(drawer).getByRole('button', { name: 'Ignore' }),
    );
    const dialog = await screen.findByRole('dialog', {
      name: 'Ignore this drift',
    });
    expect(
      within(dialog).getByRole('checkbox', { name: 'whatever differs there' }),
    ).toBeChecked();
    await userEvent.click(
      within(dialog).getByRole('radio', { name: 'Everything in the fleet' }),
    );
    expect(within(dialog).getByText('Choose at least one path.')).toBeVisible();
    expect(asked(api, 'previewDriftIgnored')).toHaveLength(1);
  });

  it('does not ask while it is not known what that hides', async () => {
    const api = new FakeFleetApi();
    api.fail(
      'previewDriftIgnored',
      new FleetResponseError(400, 'InputError', 'no such path'),
    );
    const { drawer } = await openEpisode('drift-c-euw1a', { api });
    await screen.findByText('Asks for an exception with a reason and an end.');
    await userEvent.click(
      within(drawer).getByRole('button', { name: 'Ignore' }),
    );
    const dialog = await screen.findByRole('dialog', {
      name: 'Ignore this drift',
    });
    expect(await within(dialog).findByText('no such path')).toBeVisible();
    expect(
      within(dialog).getByRole('button', { name: 'Ask for the exception' }),
    ).toBeDisabled();
  });

  it('says that the reader may not ask for exceptions', async () => {
    const api = new FakeFleetApi();
    api.ledger.mayRequest = false;
    const { drawer } = await openEpisode('drift-c-euw1a', { api });
    expect(
      await within(drawer).findByText(/You lack the permission/),
    ).toBeVisible();
    expect(
      within(drawer).getByRole('button', { name: 'Ignore' }),
    ).toBeDisabled();
  });
});
