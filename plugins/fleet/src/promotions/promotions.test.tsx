import { act, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import {
  FleetResponseError,
  type FleetApi,
} from '@fleetview/backstage-plugin-fleet-common';
import {
  companyPromoting,
  companyPromotions,
  FakeFleetApi,
  NOW,
  promotion,
} from '@fleetview/backstage-plugin-fleet-react/testing';
import { renderCard } from '../__testUtils__/renderCard';
import { renderPage } from '../__testUtils__/renderPage';
import { ComponentPromotions } from './ComponentPromotions';

const TAB = '/catalog/default/component/checkout/fleet';

function promotingApi(change: (api: FakeFleetApi) => void = () => {}) {
  const api = new FakeFleetApi();
  api.promoting = companyPromoting();
  change(api);
  return api;
}

/** What the tab has of promotions, without all else of it. */
const renderTab = (api?: FakeFleetApi) =>
  renderCard(
    <ComponentPromotions
      entity={{ kind: 'component', namespace: 'default', name: 'checkout' }}
    />,
    { api },
  );

const callsOf = (api: FakeFleetApi, method: keyof FleetApi) =>
  api.calls.filter(call => call.method === method).map(({ query }) => query);

const stageOf = (name: string) =>
  screen.findByRole('region', { name: `Stage ${name}` });
const moveTo = (from: string, to: string) =>
  screen.findByRole('region', { name: `From ${from} to ${to}` });
const next = () => screen.findByRole('region', { name: 'What happens next' });

describe.each<[string, string, keyof FleetApi, string]>([
  ['the pipeline', TAB, 'getPipeline', 'May move'],
  ['the list', '/fleet/promotions', 'listPromotions', '9 promotions'],
  ['a drawer', '/fleet/promotions?promotion=p-done', 'getPromotion', 'Waves'],
  ['a page', '/fleet/promotions/p-done', 'getPromotion', 'Waves'],
])('%s', (_, path, method, shows) => {
  it('is an outline while it loads', async () => {
    await renderPage(
      path,
      promotingApi(api => api.hang(method)),
    );
    expect(
      (await screen.findAllByRole('status', { name: 'Loading' })).length,
    ).toBeGreaterThan(0);
  });

  it('says which permission it takes when it is forbidden', async () => {
    await renderPage(
      path,
      promotingApi(api => api.forbid(method)),
    );
    expect(await screen.findByText(/fleet\.promotion\.read/)).toBeVisible();
  });

  it('says why it failed, and can be tried again', async () => {
    const api = promotingApi();
    api.fail(method, new FleetResponseError(400, 'InputError', 'it is gone'));
    await renderPage(path, api);
    const alert = await screen.findByRole('alert');
    expect(alert).toHaveTextContent('it is gone');
    api.fail(method);
    await userEvent.click(
      within(alert).getByRole('button', { name: 'Try again' }),
    );
    expect((await screen.findAllByText(shows)).length).toBeGreaterThan(0);
  });
});

describe('the pipeline', () => {
  it('says how to configure stages where there are none', async () => {
    await renderTab();
    const section = await screen.findByRole('region', { name: 'Promotions' });
    expect(
      await within(section).findByText('No stages are configured'),
    ).toBeVisible();
    expect(section).toHaveTextContent('docs/promotions.md#stages');
    expect(within(section).queryByRole('alert')).not.toBeInTheDocument();
  });

  it('says what is wrong with the stages, and that some may not be seen', async () => {
    await renderTab(
      promotingApi(api => {
        api.promoting.pipeline = {
          ...api.promoting.pipeline,
          stages: [],
          moves: [],
          limited: ['clusters'],
          problems: [
            {
              path: 'stages[1].name',
              message: 'is there twice',
              advice: 'Give each stage a name of its own.',
            },
          ],
        };
      }),
    );
    expect(await screen.findByText('No stage can be read')).toBeVisible();
    expect(
      screen.getByRole('region', { name: 'What is wrong with the stages' }),
    ).toHaveTextContent(/is there twice.*Give each stage a name/);
    expect(screen.getByText(/^Only of what you may see/)).toBeVisible();
  });

  it('shows what steps of an ApplicationSet select, as their engine words it', async () => {
    await renderTab(
      promotingApi(api => {
        const { stages, moves } = api.promoting.pipeline;
        api.promoting.pipeline = {
          ...api.promoting.pipeline,
          stages: stages.slice(0, 2).map((stage, index) => ({
            ...stage,
            name: `step-${index + 1}`,
            title: index ? 'env In <b>prod</b>' : 'env In dev',
          })),
          moves: moves.slice(0, 0),
          unplaced: [
            { cluster: { id: 'c-9', name: 'lonely' }, because: 'no-step' },
          ],
        };
      }),
    );
    expect(await stageOf('step-1')).toHaveTextContent('step-1env In dev');
    expect(await stageOf('step-2')).toHaveTextContent('env In <b>prod</b>');
    expect(
      screen.getByRole('region', { name: 'Clusters in no stage' }),
    ).toHaveTextContent(
      'lonely Its ApplicationSet has it in no step, or does not bring it there.',
    );
  });

  it('shows what runs on each stage, in order, and what is not pinned', async () => {
    const { container } = await renderTab(promotingApi());
    await stageOf('production');
    expect(
      [...container.querySelectorAll('[data-stage]')].map(stage =>
        stage.getAttribute('data-stage'),
      ),
    ).toEqual(['dev', 'staging', 'canary', 'production']);
    const staging = await stageOf('staging');
    expect(staging).toHaveTextContent('1.43.0 sha256:cccccccccccc');
    expect(await stageOf('dev')).toHaveTextContent(
      /Not pinned.*metrics:latest.*may be another image tomorrow/,
    );
    expect(screen.getByRole('region', { name: 'Clusters in no stage' }))
      // The one that runs it, and is nowhere.
      .toHaveTextContent('prod-sae1 No stage selects it.');
  });

  it('shows nothing good of what is stale', async () => {
    await renderTab(promotingApi());
    const production = await stageOf('production');
    const stale = within(production).getByRole('img', { name: '1 stale' });
    expect(stale.querySelector('[data-stale]')).not.toBeNull();
    expect(production).toHaveTextContent(
      'Not known: what runs here is not current on prod-use1-a',
    );
    expect(production).toHaveTextContent(/1\. europe · 2 clusters/);
  });

  it('says of each move what would change, and why it may not', async () => {
    await renderTab(promotingApi());
    const held = await moveTo('dev', 'staging');
    const button = within(held).getByRole('button', {
      name: 'Promote to staging…',
    });
    expect(button).toBeDisabled();
    expect(button).toHaveAccessibleDescription(/Something of it may not move/);
    expect(await moveTo('staging', 'canary')).toHaveTextContent(
      /1 unchanged.*All of it runs there already/,
    );
  });

  it('leads to the promotion that is on its way instead of asking twice', async () => {
    await renderTab(promotingApi());
    const move = await moveTo('canary', 'production');
    expect(
      within(move).getByRole('button', { name: 'Promote to production…' }),
    ).toHaveAccessibleDescription(/on its way there already/);
    await userEvent.click(
      within(await stageOf('production')).getByRole('button', {
        name: 'Promotion of 1.43.0',
      }),
    );
    expect(
      await screen.findByRole('dialog', {
        name: 'checkout 1.43.0 to production',
      }),
    ).toHaveTextContent(/It waits for people: 0 of 1 have approved/);
  });
});

describe('the dialog', () => {
  const open = async (api: FakeFleetApi) => {
    api.promoting.pipeline.stages[3].promotion = undefined;
    await renderTab(api);
    await userEvent.click(
      within(await moveTo('canary', 'production')).getByRole('button', {
        name: 'Promote to production…',
      }),
    );
    const dialog = await screen.findByRole('dialog', {
      name: 'Promote to production',
    });
    await within(dialog).findByText('What changes on each cluster');
    return dialog;
  };

  it('shows what would happen, and asks for exactly that', async () => {
    const api = promotingApi();
    const dialog = await open(api);
    expect(dialog).toHaveTextContent(
      'Asking changes nothing yet: 1 person has to approve',
    );
    const table = within(dialog).getByRole('table', {
      name: 'What changes on each cluster',
    });
    expect(table).toHaveTextContent(
      /Wave europe.*prod-euw1-a.*changed.*1\.42\.0 sha256:bbbbbbbbbbbb → 1\.43\.0 sha256:cccccccccccc/,
    );
    expect(dialog).toHaveTextContent(
      'clusters/europe/checkout/kustomization.yaml',
    );
    expect(dialog).toHaveTextContent(/waits\s*Approval/);
    await userEvent.type(
      within(dialog).getByLabelText('Reason (optional)'),
      'black friday',
    );
    await userEvent.click(
      within(dialog).getByRole('button', { name: 'Ask for this promotion' }),
    );
    expect(
      await screen.findByRole('dialog', {
        name: 'checkout 1.43.0 to production',
      }),
    ).toBeVisible();
    expect(callsOf(api, 'requestPromotion')).toEqual([
      {
        component: 'component:default/checkout',
        from: 'canary',
        to: 'production',
        hash: 'plan1-aaaa',
        commit: 'a1b2c3d4e5f60718293a4b5c6d7e8f9012345678',
        reason: 'black friday',
      },
    ]);
  });

  it('has the clusters asked once somebody wants it, and shows what each answered', async () => {
    const api = promotingApi();
    const dialog = await open(api);
    expect(callsOf(api, 'askPromotionPreflight')).toEqual([]);
    await userEvent.click(
      within(dialog).getByRole('button', { name: 'Ask the clusters' }),
    );
    const evidence = await within(dialog).findByRole('list', {
      name: 'What “Clusters would take it” goes by',
    });
    expect(evidence).toHaveTextContent(
      'prod-euw1-b: references: It has no Secret payments/checkout-keys.',
    );
    expect(evidence).toHaveTextContent('prod-euw1-a: references: All 1 are');
    expect(callsOf(api, 'askPromotionPreflight')).toHaveLength(1);
    expect(
      within(dialog).getByRole('button', { name: 'Ask again' }),
    ).toBeEnabled();
  });

  it('says why the clusters could not be asked, and can ask again', async () => {
    const api = promotingApi(each => {
      each.fail('askPromotionPreflight', new Error('it has gone away'));
    });
    const dialog = await open(api);
    await userEvent.click(
      within(dialog).getByRole('button', { name: 'Ask the clusters' }),
    );
    expect(
      await within(dialog).findByText(/They could not be asked/),
    ).toHaveTextContent('it has gone away');
    expect(
      within(dialog).getByRole('button', { name: 'Ask the clusters' }),
    ).toBeEnabled();
  });

  it('shows the new plan where it is another one by then, and asks for nothing', async () => {
    const api = promotingApi();
    const dialog = await open(api);
    const { plan } = api.promoting;
    api.promoting.plan = plan && {
      ...plan,
      hash: 'plan1-bbbb',
      items: plan.items.slice(0, 1),
      changes: plan.changes.slice(0, 1),
    };
    const ask = within(dialog).getByRole('button', {
      name: 'Ask for this promotion',
    });
    await userEvent.click(ask);
    expect(
      await within(dialog).findByText(/This is what it says now/),
    ).toBeVisible();
    expect(dialog).not.toHaveTextContent('prod-use1-a');
    expect(dialog).toBeVisible();
    await userEvent.click(ask);
    await waitFor(() =>
      expect(callsOf(api, 'requestPromotion')).toEqual([
        expect.objectContaining({ hash: 'plan1-aaaa' }),
        expect.objectContaining({ hash: 'plan1-bbbb' }),
      ]),
    );
  });

  it('says why it is not to be carried out, and has nothing to ask with', async () => {
    const api = promotingApi();
    const { plan } = api.promoting;
    api.promoting.plan = plan && {
      ...plan,
      mayMove: false,
      because: ['shared-path', 'held-items'],
      gates: [],
      items: plan.items.map(item => ({
        ...item,
        mayMove: false,
        because: ['target-not-current' as const],
      })),
    };
    await renderTab(api);
    await userEvent.click(
      await screen.findByRole('button', {
        name: 'What it would do in staging',
      }),
    );
    const dialog = await screen.findByRole('dialog');
    expect(
      await within(dialog).findByText(/Give each wave a file of its own/),
    ).toBeVisible();
    expect(
      within(dialog).getAllByText(/What runs on this cluster is not known/),
    ).toHaveLength(3);
    expect(
      within(dialog).queryByRole('button', { name: 'Ask for this promotion' }),
    ).not.toBeInTheDocument();
  });
});

describe('a promotion', () => {
  it.each([
    ['p-approval', 'waits for approval', 'It waits for people: 0 of 1'],
    ['p-repair', 'held up', 'It is held up by “Free of drift”.'],
    ['p-evidence', 'waits to be known', 'cannot be overridden'],
    ['p-freeze', 'waits', 'goes on by itself'],
    ['p-opening', 'being proposed', 'Somebody has to open the pull request'],
    ['p-proposed', 'waits for the merge', 'when somebody has merged it'],
    ['p-applying', 'arriving', '1 of 2 clusters have it'],
    ['p-soaking', 'soaking', 'have to stay so for 60 min'],
    ['p-back', 'being taken back', '0 of 2 clusters are seen'],
    ['p-done', 'done', 'It is done: each cluster was seen healthy'],
    ['p-failed', 'failed', 'Roll it back, or repair it'],
    ['p-expired', 'expired', 'Nothing of it moved for too long'],
  ])('%s says first what happens next', async (id, word, sentence) => {
    await renderPage(`/fleet/promotions/${id}`, promotingApi());
    const first = await next();
    expect(first).toHaveTextContent(sentence);
    expect(first).toHaveTextContent(word);
    // Only what was seen to the end is good.
    expect(first.querySelector('[data-status=succeeded]') !== null).toBe(
      id === 'p-done',
    );
  });

  it('says that nobody has looked at it, and shows nothing of it as good', async () => {
    const soaked = companyPromotions().find(({ id }) => id === 'p-soaking');
    const before = (minutes: number) =>
      new Date(NOW - minutes * 60_000).toISOString();
    await renderPage(
      '/fleet/promotions/p-old',
      promotingApi(api => {
        api.promoting.promotions = [
          promotion({ ...soaked, id: 'p-old', lookedAt: before(20) }),
        ];
      }),
    );
    expect(await next()).toHaveTextContent(/Nobody has looked at it since/);
    const gates = screen.getByRole('list', {
      name: 'Gates, what does not hold first',
    });
    for (const glyph of gates.querySelectorAll('summary [data-status]')) {
      expect(glyph).toHaveAttribute('data-stale', 'true');
    }
  });

  it('approves of the plan that was shown', async () => {
    const { api } = await renderPage(
      '/fleet/promotions?promotion=p-approval',
      promotingApi(),
    );
    await userEvent.click(
      await screen.findByRole('button', { name: 'Approve' }),
    );
    await userEvent.click(
      screen.getByRole('button', { name: 'Approve this plan' }),
    );
    expect(await screen.findByText('You have approved already.')).toBeVisible();
    expect(callsOf(api, 'approvePromotion')).toEqual([
      {
        hash: 'plan1-aaaa',
        commit: 'a1b2c3d4e5f60718293a4b5c6d7e8f9012345678',
      },
    ]);
  });

  it('says which approvals lapsed, and why', async () => {
    await renderPage('/fleet/promotions/p-repair', promotingApi());
    expect(
      await screen.findByRole('region', { name: 'Approvals 1 of 1' }),
    ).toHaveTextContent(/does not count.*jo.*a plan that has changed since/);
  });

  it('overrides a gate with a reason, and with what was seen as it came', async () => {
    const key = 'drift/c-euw1b/\u202ehidden';
    const api = promotingApi();
    const held = api.promoting.promotions[1].gates.find(
      ({ kind }) => kind === 'drift-free',
    );
    if (held) held.evidence[0].key = key;
    await renderPage('/fleet/promotions/p-repair', api);
    await userEvent.click(
      await screen.findByRole('button', { name: 'Override a gate…' }),
    );
    const submit = screen.getByRole('button', { name: 'Override this gate' });
    expect(submit).toBeDisabled();
    await userEvent.type(screen.getByLabelText(/^Reason/), 'a known hotfix');
    await userEvent.click(submit);
    await waitFor(() =>
      expect(callsOf(api, 'overridePromotionGate')).toEqual([
        expect.objectContaining({
          gate: 'drift-free',
          wave: 'production/europe/1',
          seen: [key],
          reason: 'a known hotfix',
        }),
      ]),
    );
    expect(await screen.findByText('overridden')).toBeVisible();
  });

  it('overrides nothing of which not all is shown', async () => {
    const api = promotingApi();
    const held = api.promoting.promotions[1].gates.find(
      ({ kind }) => kind === 'drift-free',
    );
    if (held) {
      held.evidence = held.evidence.slice(0, 1);
      held.evidenceTotal = 80;
    }
    await renderPage('/fleet/promotions/p-repair', api);
    await userEvent.click(
      await screen.findByRole('button', { name: 'Override a gate…' }),
    );
    await userEvent.type(screen.getByLabelText(/^Reason/), 'in a hurry');
    expect(
      screen.getByRole('button', { name: 'Override this gate' }),
    ).toBeDisabled();
    expect(screen.getByText(/Not all that holds/)).toBeVisible();
  });

  it('says of what cannot be done why', async () => {
    await renderPage('/fleet/promotions/p-evidence', promotingApi());
    expect(
      await screen.findByRole('button', { name: 'Override a gate…' }),
    ).toHaveAccessibleDescription(/What is not known never is/);
    expect(
      screen.getByRole('button', { name: 'Roll back…' }),
    ).toHaveAccessibleDescription(/Nothing of it was brought anywhere yet/);
  });

  it('is taken back with a reason', async () => {
    const { api } = await renderPage(
      '/fleet/promotions/p-done',
      promotingApi(),
    );
    await userEvent.click(
      await screen.findByRole('button', { name: 'Roll back…' }),
    );
    await userEvent.type(screen.getByLabelText(/^Reason/), 'orders are lost');
    await userEvent.click(
      screen.getByRole('button', { name: 'Roll this back' }),
    );
    expect(await screen.findByText('being taken back')).toBeVisible();
    expect(callsOf(api, 'rollBackPromotion')).toEqual([
      { reason: 'orders are lost' },
    ]);
  });

  it('leads to the form that opens the pull request, and what is said is of what was seen', async () => {
    await renderPage('/fleet/promotions/p-opening', promotingApi());
    const link = await screen.findByRole('link', {
      name: 'Open the pull request',
    });
    const [path, search] = (link.getAttribute('href') ?? '').split('?');
    expect(path).toBe('/create/templates/default/promote-release');
    expect(
      JSON.parse(new URLSearchParams(search).get('formData') ?? ''),
    ).toEqual({
      promotion: 'p-opening',
      wave: 'production/europe/1',
      direction: 'promote',
      repository: 'https://git.example.com/payments/config',
    });
  });

  it('leads to the form where a task has given up', async () => {
    const api = promotingApi();
    const opening = api.promoting.promotions[4];
    opening.proposesBy = 'task';
    opening.waves[0].changes[0].attempts = [
      {
        number: 5,
        direction: 'promote',
        state: 'failed',
        error: 'the branch is protected',
        startedAt: opening.since,
      },
    ];
    await renderPage('/fleet/promotions/p-opening', api);
    expect(await next()).toHaveTextContent(
      /is not tried again by itself.*the branch is protected/,
    );
    expect(
      screen.getByRole('link', { name: 'Open the pull request' }),
    ).toBeVisible();
  });

  it('leads to the form that takes it back', async () => {
    await renderPage('/fleet/promotions/p-back', promotingApi());
    const links = await screen.findAllByRole('link', {
      name: 'Open the pull request that takes it back',
    });
    // Of the wave that something came to, and of no other.
    expect(links).toHaveLength(1);
    expect(links[0].getAttribute('href')).toContain('roll-back');
  });

  it('leads to tasks and pull requests, and never to anything else', async () => {
    const api = promotingApi();
    const [first] = api.promoting.promotions[5].waves;
    first.changes[0].repository = `${['java', 'script'].join('')}:alert(1)`;
    await renderPage('/fleet/promotions/p-proposed', api);
    expect(
      await screen.findByRole('link', { name: /pulls\/17/ }),
    ).toHaveAttribute(
      'href',
      'https://git.example.com/payments/config/pulls/17',
    );
    await userEvent.click(screen.getByText('Attempts to propose it'));
    expect(
      screen
        .getAllByRole('link', { name: 'its task' })
        .map(link => link.getAttribute('href')),
    ).toEqual(['/create/tasks/task-2', '/create/tasks/task-1']);
    expect(screen.getByText('the host did not answer')).toBeVisible();
    for (const link of screen.getAllByRole('link')) {
      expect(link.getAttribute('href')).toMatch(/^(https?:\/\/|\/)/);
    }
  });
});

describe('the list', () => {
  it('has those on their way, and all', async () => {
    await renderPage('/fleet/promotions', promotingApi());
    expect(await screen.findByText('9 promotions')).toBeVisible();
    await userEvent.click(screen.getByRole('link', { name: 'All' }));
    expect(await screen.findByText('12 promotions')).toBeVisible();
  });

  it('says that nobody has asked for one', async () => {
    await renderPage('/fleet/promotions?show=all');
    expect(
      await screen.findByText('Nobody has asked for a promotion'),
    ).toBeVisible();
  });

  it('opens a row beside itself by the keyboard', async () => {
    await renderPage('/fleet/promotions', promotingApi());
    const row = (await screen.findByText('held up')).closest('tr');
    act(() => row?.focus());
    await userEvent.keyboard('{Enter}');
    const drawer = await screen.findByRole('dialog', {
      name: 'checkout 1.43.0 to production',
    });
    expect(drawer).toHaveTextContent('It is held up by “Free of drift”.');
    expect(
      within(drawer).getByRole('link', { name: 'Open as a page' }),
    ).toHaveAttribute('href', '/fleet/promotions/p-repair');
  });
});
