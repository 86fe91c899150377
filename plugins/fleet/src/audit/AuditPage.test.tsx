import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import {
  FleetResponseError,
  type AuditEntry,
} from '@fleetview/backstage-plugin-fleet-common';
import {
  auditChain,
  auditEntry,
  FakeFleetApi,
} from '@fleetview/backstage-plugin-fleet-react/testing';
import { renderPage } from '../__testUtils__/renderPage';

const lastQuery = (api: FakeFleetApi, method = 'listAudit') =>
  api.calls.filter(call => call.method === method).at(-1)?.query;

const rows = () =>
  within(screen.getByRole('table', { name: 'Audit, newest first' }))
    .getAllByRole('row')
    .slice(1);

const fakeWith = (entries: AuditEntry[]) => {
  const api = new FakeFleetApi();
  api.audit = { ...api.audit, entries };
  return api;
};

describe('AuditPage', () => {
  it('says who did what to what, when, and how it ended', async () => {
    await renderPage('/fleet/audit');
    await screen.findByText('7 entries');
    const [exported, refused, changed, , unfinished] = rows();
    expect(refused).toHaveTextContent('1 h ago');
    expect(refused).toHaveTextContent('Request refused');
    expect(refused).toHaveTextContent('refused');
    expect(refused).toHaveTextContent('listAudit');
    expect(
      within(refused).getByRole('link', { name: 'payments-developer' }),
    ).toHaveAttribute('href', '/catalog/default/user/payments-developer');
    // What goes on, and what nobody ended, is not shown as done.
    expect(exported).toHaveTextContent('under way');
    expect(exported).not.toHaveTextContent('succeeded');
    expect(unfinished).toHaveTextContent('unfinished');
    expect(
      within(changed).getByRole('link', { name: 'prod-euw1-a' }),
    ).toHaveAttribute('href', '/fleet/clusters/c-euw1a');
  });

  it('leads to no cluster that is not there any more', async () => {
    await renderPage(
      '/fleet/audit',
      fakeWith([
        auditEntry({
          target: { type: 'cluster', id: 'c-1', name: 'gone', exists: false },
        }),
      ]),
    );
    expect(await screen.findByText('gone')).toBeInTheDocument();
    expect(screen.queryByRole('link', { name: 'gone' })).toBeNull();
  });

  it('shows an event that it does not know as it is', async () => {
    await renderPage(
      '/fleet/audit',
      fakeWith([auditEntry({ event: 'new-one' })]),
    );
    expect(await screen.findByText('new-one')).toBeInTheDocument();
  });

  it('asks for what the URL says, and the last day as a whole', async () => {
    const { api } = await renderPage(
      '/fleet/audit?actor=payments&target=list&event=operation-refused&event=nonsense&result=refused&from=2026-11-01&to=2026-11-20',
    );
    await screen.findByText('1 entry');
    expect(lastQuery(api)).toEqual({
      actor: 'payments',
      target: 'list',
      event: ['operation-refused'],
      result: ['refused'],
      from: '2026-11-01T00:00:00.000Z',
      to: '2026-11-21T00:00:00.000Z',
      cursor: undefined,
    });
  });

  it('narrows by what is typed and chosen', async () => {
    const user = userEvent.setup();
    const { api } = await renderPage('/fleet/audit');
    await screen.findByText('7 entries');
    await user.type(screen.getByRole('searchbox', { name: 'Who' }), 'external');
    await screen.findByText('1 entry');
    expect(lastQuery(api)).toMatchObject({ actor: 'external' });
    await user.clear(screen.getByRole('searchbox', { name: 'Who' }));
    await screen.findByText('7 entries');
    await user.click(screen.getByRole('button', { name: '+ Filter' }));
    const panel = await screen.findByRole('dialog', { name: 'Filter' });
    await user.click(
      within(panel).getByRole('checkbox', { name: 'unfinished, 1' }),
    );
    await screen.findByText('1 entry');
    expect(lastQuery(api)).toMatchObject({ result: ['unfinished'] });
    // What else there is to choose is counted without the choice itself.
    expect(
      within(panel).getByRole('checkbox', { name: 'succeeded, 3' }),
    ).toBeInTheDocument();
  });

  it('says that nothing passes, and takes the filters away', async () => {
    const user = userEvent.setup();
    await renderPage('/fleet/audit?actor=nobody&from=2026-11-01');
    await screen.findByRole('heading', { name: /No entry passes/ });
    await user.click(screen.getByRole('button', { name: 'Clear filters' }));
    expect(await screen.findByText('7 entries')).toBeInTheDocument();
  });

  it('says what would be here', async () => {
    await renderPage('/fleet/audit', fakeWith([]));
    expect(
      await screen.findByRole('heading', { name: /Nothing is recorded/ }),
    ).toBeInTheDocument();
  });

  it('shows in the drawer what changed', async () => {
    await renderPage('/fleet/audit?detail=op-3');
    const drawer = await screen.findByRole('dialog', {
      name: 'Record of a cluster changed',
    });
    expect(
      within(drawer).getByText('https://10.0.0.1').closest('del'),
    ).not.toBe(null);
    expect(
      within(drawer).getByText('https://10.0.0.2').closest('ins'),
    ).not.toBe(null);
    const kinds = Object.fromEntries(
      [...drawer.querySelectorAll('[data-difference]')].map(row => [
        row.querySelector('th')?.textContent,
        row.getAttribute('data-difference'),
      ]),
    );
    expect(kinds).toEqual({
      source: 'same',
      record: 'same',
      server: 'changed',
      tlsVerified: 'same',
    });
    expect(drawer).toHaveTextContent('2026-11-20 12:07:12 UTC');
    expect(drawer).toHaveTextContent('cluster-record-changed');
  });

  it('says since when the chain is intact', async () => {
    await renderPage('/fleet/audit');
    expect(
      await screen.findByText('Chain intact since 2026-11-19 14:07:12 UTC'),
    ).toBeInTheDocument();
  });

  it('says where the chain is broken', async () => {
    const api = new FakeFleetApi();
    api.audit.chain = auditChain({
      state: 'broken',
      breaks: [
        {
          chain: 'r-1',
          number: 5,
          kind: 'changed',
          at: '2026-11-20T01:02:03Z',
        },
        { chain: 'r-2', number: 9, kind: 'missing' },
      ],
      breaksTotal: 3,
    });
    await renderPage('/fleet/audit', api);
    expect(
      await screen.findByText('The chain is broken at 3 places'),
    ).toBeInTheDocument();
    expect(
      screen.getByText(
        'row 5 of r-1 is not what was written · 2026-11-20 01:02:03 UTC',
      ),
    ).toBeInTheDocument();
    expect(
      screen.getByText('rows before row 9 of r-2 are gone'),
    ).toBeInTheDocument();
    expect(screen.getByText('and 1 more')).toBeInTheDocument();
    expect(screen.queryByText(/Chain intact/)).toBeNull();
  });

  it('does not call a chain intact that it could not check', async () => {
    const api = new FakeFleetApi();
    api.fail('getAuditChain', new FleetResponseError(400, 'InputError', 'no'));
    await renderPage('/fleet/audit', api);
    expect(
      await screen.findByText('The chain could not be checked'),
    ).toBeInTheDocument();
    expect(screen.queryByText(/Chain intact/)).toBeNull();
  });

  it('asks nothing more where it is forbidden', async () => {
    const api = new FakeFleetApi();
    api.forbid('listAudit');
    await renderPage('/fleet/audit', api);
    await screen.findByRole('heading', { name: /You may not see this/ });
    expect(api.calls.map(({ method }) => method)).not.toContain(
      'getAuditChain',
    );
    expect(screen.queryByRole('button', { name: /Export/ })).toBeNull();
    expect(screen.queryByRole('searchbox')).toBeNull();
  });

  describe('exports', () => {
    const saved: { name: string; file: Blob }[] = [];
    beforeEach(() => {
      saved.length = 0;
      const files = new Map<string, Blob>();
      URL.createObjectURL = file => {
        const address = `blob:${files.size}`;
        files.set(address, file as Blob);
        return address;
      };
      URL.revokeObjectURL = () => {};
      jest
        .spyOn(HTMLAnchorElement.prototype, 'click')
        .mockImplementation(function click(this: HTMLAnchorElement) {
          saved.push({
            name: this.download,
            file: files.get(this.href) as Blob,
          });
        });
    });
    afterEach(() => jest.restoreAllMocks());

    it('what the filters let through, as a file', async () => {
      const { api } = await renderPage('/fleet/audit?result=refused');
      await screen.findByText('1 entry');
      await userEvent.click(screen.getByRole('button', { name: 'Export CSV' }));
      await screen.findByText('Saved');
      expect(lastQuery(api, 'exportAudit')).toEqual({
        result: ['refused'],
        format: 'csv',
      });
      expect(saved).toMatchObject([{ name: 'fleet-audit.csv' }]);
      expect(saved[0].file.size).toBeGreaterThan(100);
    });

    it('says that not all fits, or that it failed', async () => {
      const { api } = await renderPage('/fleet/audit');
      await screen.findByText('7 entries');
      jest
        .spyOn(api, 'exportAudit')
        .mockResolvedValue({ file: new Blob(), cut: true });
      await userEvent.click(
        screen.getByRole('button', { name: 'Export NDJSON' }),
      );
      await screen.findByText(/Only the newest entries fit/);
      jest
        .spyOn(api, 'exportAudit')
        .mockRejectedValue(new Error('it could not be written'));
      await userEvent.click(screen.getByRole('button', { name: 'Export CSV' }));
      await screen.findByText('it could not be written');
      await waitFor(() => expect(saved).toHaveLength(1));
    });
  });
});
