import { fireEvent, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { FleetResponseError } from '@fleetview/backstage-plugin-fleet-common';
import {
  FakeFleetApi,
  ledgerException,
} from '@fleetview/backstage-plugin-fleet-react/testing';
import { renderPage } from '../__testUtils__/renderPage';

const lastQuery = (api: FakeFleetApi, method = 'listExceptions') =>
  api.calls.filter(call => call.method === method).at(-1)?.query;

const rowsOf = (name: string) =>
  within(screen.getByRole('table', { name })).getAllByRole('row').slice(1);

/** All at once: letter by letter a form of this size takes long. */
const write = (field: HTMLElement, value: string) =>
  fireEvent.change(field, { target: { value } });

jest.setTimeout(60_000);

const LEDGER = 'Exceptions, those asked for last first';
const APPLIED = 'Exceptions that policy engines apply';

describe('the ledger of exceptions', () => {
  it('says what is waived where, by whose word, and until when', async () => {
    await renderPage('/fleet/exceptions');
    expect(
      await screen.findByText('2 exceptions in force'),
    ).toBeInTheDocument();
    expect(screen.getByText('debt of 200 weight-days')).toBeInTheDocument();
    const [requested, expiring, active, expired] = rowsOf(LEDGER);
    expect(requested).toHaveTextContent('waits for approval');
    expect(requested).toHaveTextContent('signed-images');
    expect(requested).toHaveTextContent('1 of 2');
    expect(requested).toHaveTextContent('prod-euw1-b · payments');
    expect(expiring).toHaveTextContent('ends soon');
    expect(expiring).toHaveTextContent('year-end');
    expect(expiring).toHaveTextContent(/5 d.* left/);
    expect(active).toHaveTextContent('in force');
    expect(within(active).getByRole('link', { name: 'rita' })).toHaveAttribute(
      'href',
      '/catalog/default/user/rita',
    );
    // What is over has no time left.
    expect(expired).toHaveTextContent('over');
    expect(expired).not.toHaveTextContent('left');
  });

  it('asks for what the URL says, and takes a filter away', async () => {
    const { api } = await renderPage(
      '/fleet/exceptions?state=expiring&state=nonsense&kind=freeze&owner=group:default/payments',
    );
    await screen.findByText('year-end');
    expect(lastQuery(api)).toEqual({
      state: ['expiring'],
      kind: ['freeze'],
      owner: ['group:default/payments'],
      cursor: undefined,
    });
    await userEvent.click(
      screen.getByRole('button', { name: /State.*ends soon/ }),
    );
    expect(lastQuery(api)).not.toHaveProperty('state');
  });

  it('says that nothing passes, and that there is none', async () => {
    const api = new FakeFleetApi();
    await renderPage('/fleet/exceptions?policy=nope', api);
    await screen.findByRole('heading', { name: /No exception passes/ });
    await userEvent.click(
      screen.getAllByRole('button', { name: 'Clear filters' })[0],
    );
    expect(await screen.findByText('signed-images')).toBeInTheDocument();
  });

  it('says what would be here where nobody asked', async () => {
    const api = new FakeFleetApi();
    api.ledger.exceptions = [];
    await renderPage('/fleet/exceptions', api);
    expect(
      await screen.findByRole('heading', { name: /Nobody has asked/ }),
    ).toBeInTheDocument();
    expect(screen.queryByText(/weight-days/)).toBeNull();
  });

  it('says that a part alone is shown', async () => {
    const api = new FakeFleetApi();
    const list = api.listExceptions.bind(api);
    api.listExceptions = async query => ({
      ...(await list(query)),
      hidden: 3,
      limited: ['findings'],
    });
    await renderPage('/fleet/exceptions', api);
    expect(
      await screen.findByText('3 more that you may not see'),
    ).toBeInTheDocument();
  });

  it('approves as who is signed in, by the version that is shown', async () => {
    const user = userEvent.setup();
    const { api } = await renderPage('/fleet/exceptions?detail=e-4');
    const drawer = await screen.findByRole('dialog', { name: 'signed-images' });
    expect(drawer).toHaveTextContent('1 of 2');
    // Why the others cannot be done stands beside them.
    expect(
      within(drawer).getByRole('button', { name: 'Ask for a renewal' }),
    ).toBeDisabled();
    expect(drawer).toHaveTextContent('It was never approved.');
    await user.click(within(drawer).getByRole('button', { name: 'Approve' }));
    write(within(drawer).getByLabelText('Comment'), 'seen');
    const [, send] = within(drawer).getAllByRole('button', { name: 'Approve' });
    await user.click(send);
    expect(lastQuery(api, 'approveException')).toEqual({
      version: 2,
      comment: 'seen',
    });
    expect(
      await within(drawer).findByText(/You have approved of it already/),
    ).toBeInTheDocument();
  });

  it('takes no exception back without a reason, and says what went wrong', async () => {
    const user = userEvent.setup();
    const api = new FakeFleetApi();
    api.fail(
      'withdrawException',
      new FleetResponseError(409, 'ConflictError', 'It has changed since.'),
    );
    await renderPage('/fleet/exceptions?detail=e-1', api);
    const drawer = await screen.findByRole('dialog', {
      name: 'require-limits',
    });
    await user.click(within(drawer).getByRole('button', { name: 'Withdraw' }));
    const [, send] = within(drawer).getAllByRole('button', {
      name: 'Withdraw',
    });
    expect(send).toBeDisabled();
    write(within(drawer).getByLabelText(/^Reason/), 'done');
    await user.click(send);
    expect(await within(drawer).findByRole('alert')).toHaveTextContent(
      'It has changed since.',
    );
  });

  it('shows the manifest of what is in force, and of nothing else', async () => {
    const api = new FakeFleetApi();
    const { scope, ...exception } = ledgerException();
    api.ledger.exceptions = [
      { ...exception, scope: { ...scope, entities: [] } },
    ];
    await renderPage('/fleet/exceptions?detail=e-1', api);
    const drawer = await screen.findByRole('dialog', {
      name: 'require-limits',
    });
    const engine = within(drawer).getByRole('region', {
      name: 'For the engine',
    });
    expect(engine).toHaveTextContent('apiVersion: kyverno.io/v2');
    expect(engine).toHaveTextContent('policy-exceptions/fleet-e-1.yaml');
    expect(
      within(engine).getByRole('button', { name: 'Copy the manifest' }),
    ).toBeInTheDocument();
    expect(engine).toHaveTextContent(/Kyverno deletes it/);
  });

  it('writes none for a component, also where a resource is named', async () => {
    await renderPage('/fleet/exceptions?detail=e-1');
    const engine = await screen.findByRole('region', {
      name: 'For the engine',
    });
    expect(engine).toHaveTextContent(
      'require-limits: The engine knows no components',
    );
    expect(engine).not.toHaveTextContent('apiVersion');
  });

  it('writes none for what is seen in part: it would exempt more', async () => {
    const api = new FakeFleetApi();
    const { scope, ...exception } = ledgerException();
    api.ledger.exceptions = [
      { ...exception, scope: { ...scope, entities: [], partial: true } },
    ];
    await renderPage('/fleet/exceptions?detail=e-1', api);
    const engine = await screen.findByRole('region', {
      name: 'For the engine',
    });
    expect(engine).toHaveTextContent('You may not see all that it covers');
    expect(engine).not.toHaveTextContent('apiVersion');
  });

  it('writes none for what nobody approved', async () => {
    await renderPage('/fleet/exceptions?detail=e-4');
    const engine = await screen.findByRole('region', {
      name: 'For the engine',
    });
    expect(engine).toHaveTextContent('it is not approved');
    expect(engine).not.toHaveTextContent('apiVersion');
  });

  it('writes none before it begins: it would exempt at once', async () => {
    const api = new FakeFleetApi();
    const { scope, ...exception } = ledgerException();
    api.ledger.exceptions = [
      {
        ...exception,
        scope: { ...scope, entities: [] },
        state: 'approved',
        startsAt: '2026-12-05T00:00:00.000Z',
      },
    ];
    await renderPage('/fleet/exceptions?detail=e-1', api, undefined, {
      hasScaffolder: true,
    });
    const engine = await screen.findByRole('region', {
      name: 'For the engine',
    });
    expect(engine).toHaveTextContent(
      'It begins at 2026-12-05 00:00:00 UTC. No manifest of an engine has a beginning',
    );
    expect(engine).not.toHaveTextContent('apiVersion');
    // Nor is there anything to remove, or to look for.
    expect(within(engine).queryByRole('link')).toBeNull();
    expect(engine).not.toHaveTextContent('It is over');
  });

  describe('and pull requests', () => {
    const open = async (
      other: Partial<ReturnType<typeof ledgerException>>,
      hasScaffolder = true,
    ) => {
      const api = new FakeFleetApi();
      const { scope, ...exception } = ledgerException();
      api.ledger.exceptions = [
        { ...exception, scope: { ...scope, entities: [] }, ...other },
      ];
      await renderPage('/fleet/exceptions?detail=e-1', api, undefined, {
        hasScaffolder,
      });
      return screen.findByRole('region', { name: 'For the engine' });
    };
    const formOf = (link: HTMLElement) => {
      const { pathname, searchParams } = new URL(
        link.getAttribute('href') ?? '',
        'http://portal',
      );
      return [pathname, JSON.parse(searchParams.get('formData') ?? '')];
    };

    it('leads to the template that has it applied', async () => {
      const engine = await open({});
      const link = within(engine).getByRole('link', {
        name: 'Open a pull request',
      });
      expect(formOf(link)).toEqual([
        '/create/templates/default/policy-exception',
        { exceptionId: 'e-1' },
      ]);
    });

    it.each(['expired', 'withdrawn', 'renewed'] as const)(
      'leads to the one that removes it where it is %s',
      async state => {
        const engine = await open({ state });
        const [link, ...others] = within(engine).getAllByRole('link');
        expect(link).toHaveTextContent('Open a pull request that removes it');
        expect(others).toEqual([]);
        expect(formOf(link)).toEqual([
          '/create/templates/default/policy-exception-removal',
          { exceptionId: 'e-1' },
        ]);
      },
    );

    it.each([
      ['nobody approved yet', { state: 'requested', approvals: [] }],
      ['nobody ever approved', { state: 'expired', approvals: [] }],
      [
        'no engine can be told',
        { scope: ledgerException().scope }, // of a component
      ],
    ] as const)('leads nowhere where %s', async (_, other) => {
      const engine = await open(other as object);
      expect(within(engine).queryByRole('link')).toBeNull();
    });

    it('leads nowhere where the portal has no scaffolder', async () => {
      const engine = await open({}, false);
      expect(engine).toHaveTextContent('apiVersion: kyverno.io/v2');
      expect(within(engine).queryByRole('link')).toBeNull();
    });
  });

  it('opens one that the filters leave out, or says that there is none', async () => {
    await renderPage('/fleet/exceptions?detail=e-9&state=expiring');
    const drawer = await screen.findByRole('dialog');
    expect(await within(drawer).findByRole('alert')).toHaveTextContent(
      "No exception 'e-9'",
    );
  });

  it('asks for one, with clusters by their name', async () => {
    const user = userEvent.setup();
    const { api } = await renderPage('/fleet/exceptions');
    await user.click(
      await screen.findByRole('button', { name: 'Ask for an exception' }),
    );
    const form = await screen.findByRole('dialog', {
      name: 'Ask for an exception',
    });
    const send = within(form).getByRole('button', { name: 'Ask' });
    expect(send).toBeDisabled();
    const type = (name: RegExp, text: string) =>
      write(within(form).getByLabelText(name), text);
    type(/^Policies/, 'require-limits, signed-images');
    type(/^Clusters/, 'prod-euw1-b');
    type(/^Namespaces/, 'payments');
    type(/^Reason/, 'the vendor is late');
    type(/^Last day/, '2026-12-31');
    await user.click(send);
    const drawer = await screen.findByRole('dialog', {
      name: 'require-limits, signed-images',
    });
    expect(drawer).toHaveTextContent('waits for approval');
    expect(lastQuery(api, 'requestException')).toEqual({
      requestKey: expect.stringMatching(/^[0-9a-f]{32}$/),
      kind: 'policy',
      scope: {
        clusters: ['c-euw1b'],
        namespaces: ['payments'],
        entities: [],
        policies: [
          { name: 'require-limits', rules: [] },
          { name: 'signed-images', rules: [] },
        ],
      },
      reason: 'the vendor is late',
      expiresAt: '2027-01-01T00:00:00.000Z',
    });
  });

  it('asks for an exception from the rule that a finding is of', async () => {
    const user = userEvent.setup();
    const { api } = await renderPage(
      '/fleet/exceptions?ask=policy&askEngine=kube-bench&askPolicy=cis-1.8&askRule=1.1.1%2C+as+written&askCluster=prod-euw1-b',
    );
    const form = await screen.findByRole('dialog');
    const send = within(form).getByRole('button', { name: 'Ask' });
    write(within(form).getByLabelText(/^Reason/), 'late');
    write(within(form).getByLabelText(/^Last day/), '2026-12-31');
    // Nobody could tell of which of two policies a rule is.
    write(within(form).getByLabelText(/^Policies/), 'cis-1.8, other');
    expect(send).toBeDisabled();
    write(within(form).getByLabelText(/^Policies/), 'cis-1.8');
    await user.click(send);
    await screen.findByRole('dialog', { name: /cis-1.8/ });
    expect(lastQuery(api, 'requestException')).toMatchObject({
      scope: {
        policies: [
          {
            name: 'cis-1.8',
            rules: ['1.1.1, as written'],
            engine: 'kube-bench',
          },
        ],
      },
    });
  });

  it('asks for nothing on a cluster that is none', async () => {
    const user = userEvent.setup();
    const { api } = await renderPage(
      '/fleet/exceptions?ask=policy&askPolicy=limits&askCluster=nowhere&askKind=Pod&askName=x',
    );
    const form = await screen.findByRole('dialog');
    expect(within(form).getByLabelText('Its name')).toHaveValue('x');
    write(within(form).getByLabelText(/^Reason/), 'late');
    write(within(form).getByLabelText(/^Last day/), '2026-12-31');
    await user.click(within(form).getByRole('button', { name: 'Ask' }));
    expect(await within(form).findByRole('alert')).toHaveTextContent(
      'There is no cluster called ‘nowhere’.',
    );
    expect(api.calls.map(({ method }) => method)).not.toContain(
      'requestException',
    );
  });

  it('takes no cluster for another of the same name: an id says which', async () => {
    const user = userEvent.setup();
    const api = new FakeFleetApi();
    const [first] = api.world.clusters.filter(({ id }) => id === 'c-euw1b');
    api.world.clusters.push({ ...first, id: 'c-twin' });
    await renderPage(
      '/fleet/exceptions?ask=policy&askPolicy=limits&askCluster=prod-euw1-b',
      api,
    );
    const form = await screen.findByRole('dialog');
    write(within(form).getByLabelText(/^Reason/), 'late');
    write(within(form).getByLabelText(/^Last day/), '2026-12-31');
    const send = within(form).getByRole('button', { name: 'Ask' });
    await user.click(send);
    expect(await within(form).findByRole('alert')).toHaveTextContent(
      'Several clusters are called ‘prod-euw1-b’. Write the id of the one that is meant.',
    );
    write(within(form).getByLabelText(/^Clusters/), 'c-euw1b');
    await user.click(send);
    await screen.findByRole('dialog', { name: 'limits' });
    expect(lastQuery(api, 'requestException')).toMatchObject({
      scope: { clusters: ['c-euw1b'] },
    });
  });

  it('says why nobody may be asked', async () => {
    const api = new FakeFleetApi();
    api.ledger.mayRequest = false;
    await renderPage('/fleet/exceptions?ask=policy', api);
    expect(
      await screen.findByRole('button', { name: 'Ask for an exception' }),
    ).toBeDisabled();
    expect(screen.getByText(/fleet\.finding\.waive/)).toBeInTheDocument();
    expect(screen.queryByRole('dialog')).toBeNull();
  });
});

describe('what engines apply', () => {
  it('is held against the ledger, and is old where it is', async () => {
    await renderPage('/fleet/exceptions?view=applied');
    expect(
      await screen.findByRole('link', { name: '1 applied after their end' }),
    ).toHaveAttribute('href', '/fleet/exceptions?view=applied&alert=overdue');
    const [overdue, unknown, stale] = rowsOf(APPLIED);
    expect(overdue).toHaveTextContent('applied after its end');
    // One that is narrower is told, and is no cover.
    expect(overdue).toHaveTextContent(
      'not in the ledger, the ledger has a narrower one',
    );
    expect(overdue).toHaveTextContent('over for 3 d');
    expect(
      within(overdue).getByRole('link', { name: /applied after its end/ }),
    ).toHaveAttribute('href', '/fleet/exceptions?detail=e-0');
    expect(unknown).toHaveTextContent('not in the ledger');
    expect(unknown).toHaveTextContent('no end');
    expect(stale).toHaveTextContent('in the ledger, 9 min ago');
    expect(screen.getByText('1 not confirmed now')).toBeInTheDocument();
  });

  it('is narrowed by what the URL says', async () => {
    const { api } = await renderPage(
      '/fleet/exceptions?view=applied&alert=not-in-ledger&alert=x',
    );
    await screen.findByText('payments/anything-goes');
    expect(lastQuery(api, 'listAppliedExceptions')).toEqual({
      alert: ['not-in-ledger'],
      cursor: undefined,
    });
  });

  it('says that there is none, which is no lack of engines', async () => {
    const api = new FakeFleetApi();
    api.ledger.applied = [];
    await renderPage('/fleet/exceptions?view=applied', api);
    expect(
      await screen.findByRole('heading', { name: /No engine applies/ }),
    ).toBeInTheDocument();
  });
});

describe('exceptions elsewhere', () => {
  it('are in the Compliance tab of who owns them, where they end soon', async () => {
    await renderPage('/catalog/default/group/payments/compliance');
    const own = await screen.findByRole('region', {
      name: 'Exceptions that end soon',
    });
    expect(await within(own).findByText('year-end')).toBeInTheDocument();
    expect(
      within(own).getByRole('link', { name: 'All exceptions' }),
    ).toHaveAttribute(
      'href',
      '/fleet/exceptions?owner=group%3Adefault%2Fpayments',
    );
  });

  it('say so where none does', async () => {
    const api = new FakeFleetApi();
    api.ledger.exceptions = [ledgerException()];
    await renderPage('/catalog/default/group/payments/compliance', api);
    expect(
      await screen.findByText(/None of its exceptions ends soon/),
    ).toBeInTheDocument();
  });
});
