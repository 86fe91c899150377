import { screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import {
  emptyWorld,
  FakeFleetApi,
} from '@fleetview/backstage-plugin-fleet-react/testing';
import { renderPage } from '../__testUtils__/renderPage';

const UNBOUND = '/fleet/unbound';

describe('UnboundPage', () => {
  it('lists the same thing on many clusters once, what has to be decided first', async () => {
    await renderPage(UNBOUND);
    const row = (await screen.findByText('mailer')).closest('tr');
    expect(row).toHaveTextContent('no component');
    expect(row).toHaveTextContent('41');
    expect(row).toHaveTextContent('post-office');
    expect(screen.getByText('3 things are not mapped')).toBeInTheDocument();
    const names = screen
      .getAllByRole('row')
      .map(each => each.textContent)
      .join(' ');
    expect(names.indexOf('ledger-import')).toBeLessThan(
      names.indexOf('basket'),
    );
    expect(names.indexOf('basket')).toBeLessThan(names.indexOf('mailer'));
  });

  it('says what to write, to be copied, and where', async () => {
    await renderPage(`${UNBOUND}?detail=unbound-mailer`);
    const drawer = await screen.findByRole('dialog');
    expect(
      within(drawer).getByText(/fleet\.backstage\.io\/image: ghcr/),
    ).toBeInTheDocument();
    expect(
      within(drawer).getByRole('button', { name: 'Copy the annotations' }),
    ).toBeInTheDocument();
    expect(
      within(drawer).getByRole('link', { name: /edit in the repository/ }),
    ).toHaveAttribute(
      'href',
      'https://git.example/acme/mailer/edit/catalog-info.yaml',
    );
    expect(within(drawer).getByText('and 40 more')).toBeInTheDocument();
    // Lines stay lines: this is copied into a file.
    expect(drawer.querySelector('pre')?.textContent).toBe(
      'metadata:\n  annotations:\n    fleet.backstage.io/image: ghcr.io/acme/mailer',
    );
  });

  it.each([
    {
      what: 'unbound',
      id: 'unbound-mailer',
      links: 1,
      copies:
        'metadata:\n  annotations:\n    fleet.backstage.io/image: ghcr.io/acme/mailer\n',
      href: 'https://git.example/acme/mailer/edit/catalog-info.yaml',
    },
    {
      what: 'ambiguous',
      id: 'ambiguous-basket',
      links: 2,
      copies:
        'metadata:\n  annotations:\n    backstage.io/kubernetes-namespace: shop\n',
      href: 'https://git.example/acme/cart/edit/catalog-info.yaml',
    },
    {
      what: 'contested',
      id: 'contested-ledger',
      links: 1,
      copies: expect.stringContaining('let the owner bind it'),
      href: 'https://git.example/acme/search/edit/catalog-info.yaml',
    },
  ])(
    'is one click from a change where something is $what',
    async ({ id, links, copies, href }) => {
      const user = userEvent.setup();
      const copy = jest.spyOn(navigator.clipboard, 'writeText');
      await renderPage(`${UNBOUND}?detail=${id}`);
      const drawer = await screen.findByRole('dialog');
      const edits = within(drawer).getAllByRole('link', {
        name: /Copy and edit in the repository/,
      });
      expect(edits).toHaveLength(links);
      expect(edits[0]).toHaveAttribute('href', href);
      await user.click(edits[0]);
      expect(copy).toHaveBeenLastCalledWith(copies);
      const [button] = within(drawer).getAllByRole('button', {
        name: /Copy the annotations|Copy what to do/,
      });
      await user.click(button);
      expect(copy).toHaveBeenCalledTimes(2);
      expect(copy).toHaveBeenLastCalledWith(copies);
    },
  );

  it('makes no link of an address that is none', async () => {
    const api = new FakeFleetApi();
    const [item] = api.world.unbound.filter(({ name }) => name === 'mailer');
    // eslint-disable-next-line no-script-url
    item.proposals[0].editUrl = 'javascript:alert(1)';
    await renderPage(`${UNBOUND}?detail=unbound-mailer`, api);
    const drawer = await screen.findByRole('dialog');
    expect(
      within(drawer).getAllByText(/ghcr\.io\/acme\/mailer$/m).length,
    ).toBeGreaterThan(1);
    expect(
      within(drawer).queryByRole('link', { name: /edit in the repository/ }),
    ).not.toBeInTheDocument();
  });

  it('says whose the namespace is of what is contested', async () => {
    await renderPage(`${UNBOUND}?detail=contested-ledger`);
    const drawer = await screen.findByRole('dialog');
    expect(drawer).toHaveTextContent('belongs to group:default/payments');
    expect(drawer).toHaveTextContent('counts for nobody');
  });

  it('narrows by problem and text, in the URL', async () => {
    const { api } = await renderPage(`${UNBOUND}?problem=ambiguous`);
    expect(await screen.findByText('basket')).toBeInTheDocument();
    expect(screen.queryByText('mailer')).not.toBeInTheDocument();
    await userEvent.type(
      screen.getByRole('searchbox', {
        name: 'Search by name, label or source',
      }),
      'zzz',
    );
    expect(
      await screen.findByText('Nothing passes these filters'),
    ).toBeInTheDocument();
    expect(api.calls.at(-1)?.query).toMatchObject({
      problem: ['ambiguous'],
      text: 'zzz',
    });
  });

  it('says that everything is mapped only where everything was read', async () => {
    await renderPage(UNBOUND, new FakeFleetApi({ world: emptyWorld() }));
    expect(await screen.findByText('Everything is mapped')).toBeInTheDocument();
    const partial = new FakeFleetApi();
    partial.world = { ...partial.world, unbound: [] };
    await renderPage(UNBOUND, partial);
    expect(
      await screen.findByText('Nothing is known that is not mapped'),
    ).toBeInTheDocument();
  });
});
