import { screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { renderInTestApp } from '@backstage/test-utils';
import { DownloadCsvButton, PrintablePage, PrintButton } from '.';

function printRules(): string[] {
  return [...document.styleSheets].flatMap(({ cssRules }) =>
    [...cssRules].flatMap(rule =>
      rule instanceof CSSMediaRule && rule.media.mediaText === 'print'
        ? [...rule.cssRules].map(({ cssText }) => cssText)
        : [],
    ),
  );
}

describe('what leaves a page', () => {
  afterEach(() => jest.restoreAllMocks());

  it('saves what is on the page, with its coverage and the letters of spreadsheets', async () => {
    const files: Blob[] = [];
    const names: string[] = [];
    URL.createObjectURL = file => {
      files.push(file as Blob);
      return 'blob:1';
    };
    URL.revokeObjectURL = () => undefined;
    jest
      .spyOn(HTMLAnchorElement.prototype, 'click')
      .mockImplementation(function click(this: HTMLAnchorElement) {
        names.push(this.download);
      });
    await renderInTestApp(
      <DownloadCsvButton
        name="fleet-cost"
        rows={[{ name: 'Käse', cost: 3 }]}
        columns={[
          { title: 'name', cell: ({ name }) => name },
          { title: 'cost', cell: ({ cost }) => cost },
        ]}
        coverage={[{ title: 'days known', cell: () => '28 of 30' }]}
      />,
    );
    await userEvent.click(screen.getByRole('button', { name: 'Save as CSV' }));
    expect(names).toEqual(['fleet-cost.csv']);
    const bytes = await files[0].arrayBuffer();
    expect([...new Uint8Array(bytes).slice(0, 3)]).toEqual([0xef, 0xbb, 0xbf]);
    expect(Buffer.from(bytes).toString('utf8').slice(1)).toBe(
      'name,cost,days known\r\nKäse,3,28 of 30\r\n',
    );
  });

  it('prints what is in it and nothing else, while it is on the page', async () => {
    const print = jest.fn();
    window.print = print;
    const { unmount } = await renderInTestApp(
      <PrintablePage title="Cost of the fleet">
        <PrintButton />
      </PrintablePage>,
    );
    expect(screen.getByText('Cost of the fleet')).not.toBeVisible();
    await userEvent.click(screen.getByRole('button', { name: 'Print' }));
    expect(print).toHaveBeenCalledTimes(1);
    const rules = printRules().filter(rule =>
      rule.includes('data-fleet-print'),
    );
    expect(rules.some(rule => /:not\(:has\(.*display: none/.test(rule))).toBe(
      true,
    );
    expect(
      rules.some(rule => /\[data-fleet-print\] button.*none/.test(rule)),
    ).toBe(true);
    unmount();
    expect(
      printRules().filter(rule => rule.includes('data-fleet-print')),
    ).toEqual([]);
  });
});
