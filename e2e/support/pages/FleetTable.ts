import type { Locator, Page } from '@playwright/test';

/** One of Fleet's tables, by the name that it has for a screen reader. */
export class FleetTable {
  readonly table: Locator;
  readonly rows: Locator;

  constructor(readonly page: Page, label: string) {
    // Not by its role: an open panel hides what is behind it from screen readers.
    this.table = page.locator(`table[aria-label="${label}"]`);
    this.rows = this.table.locator('tr[data-line^="row:"]');
  }

  row(id: string): Locator {
    return this.table.locator(`tr[data-line="row:${id}"]`);
  }

  /** The ids of the rows in their order; of a long list, those that are drawn. */
  async ids(): Promise<string[]> {
    return this.rows.evaluateAll(rows =>
      rows.map(row =>
        (row.getAttribute('data-line') ?? '').replace(/^row:/, ''),
      ),
    );
  }

  /** The number of a column, counted from 0, by its title. */
  async column(title: string): Promise<number> {
    const heads = this.table.locator('thead th');
    await heads.first().waitFor();
    const titles = await heads.evaluateAll(cells =>
      cells.map(cell => cell.textContent ?? ''),
    );
    const index = titles.findIndex(text => text.trim() === title);
    if (index < 0) throw new Error(`no column '${title}' in ${titles}`);
    return index;
  }

  async cell(row: Locator, title: string): Promise<Locator> {
    return row.locator('td').nth(await this.column(title));
  }

  sortBy(title: string): Promise<void> {
    return this.table.getByRole('button', { name: `Sort by ${title}` }).click();
  }

  /**
   * The text of every row by its id, in the first column unless one is named:
   * presses "Show more" until all pages are there, and scrolls, because only
   * what can be seen of a long list is drawn.
   */
  async readAll(title?: string): Promise<Map<string, string>> {
    await this.rows.first().waitFor();
    const more = this.page.getByRole('button', {
      name: /^(Show more|Loading more)$/,
    });
    while ((await more.count()) > 0) {
      const before = await this.total();
      await more.click();
      await this.page.waitForFunction(
        ({ label, rows }) => {
          const table = document.querySelector(`table[aria-label="${label}"]`);
          const drawn = Number(
            table?.getAttribute('aria-rowcount') ??
              table?.querySelectorAll('tr[data-line^="row:"]').length,
          );
          return drawn > rows;
        },
        { label: await this.table.getAttribute('aria-label'), rows: before },
      );
    }
    const index = title === undefined ? 0 : await this.column(title);
    const found = new Map<string, string>();
    const scroller = this.table.locator('xpath=..');
    for (let top = 0; ; ) {
      const { drawn, next, end } = await scroller.evaluate(
        async (element, { from, cell }) => {
          element.scrollTop = from;
          await new Promise(resolve => {
            requestAnimationFrame(() => requestAnimationFrame(resolve));
          });
          const rows = element.querySelectorAll('tr[data-line^="row:"]');
          return {
            drawn: [...rows].map(
              row =>
                [
                  (row.getAttribute('data-line') ?? '').slice('row:'.length),
                  row.querySelectorAll('td')[cell]?.textContent ?? '',
                ] as const,
            ),
            next: from + Math.max(200, element.clientHeight - 100),
            end:
              element.scrollTop + element.clientHeight >=
              element.scrollHeight - 1,
          };
        },
        { from: top, cell: index },
      );
      for (const [id, text] of drawn) found.set(id, text.trim());
      if (end) return found;
      top = next;
    }
  }

  /** Scrolls until a row is drawn: of a long list only those in sight are. */
  async scrollTo(row: Locator): Promise<void> {
    await this.rows.first().waitFor();
    const scroller = this.table.locator('xpath=..');
    for (let top = 0; (await row.count()) === 0; ) {
      const { next, end } = await scroller.evaluate(async (element, from) => {
        element.scrollTop = from;
        await new Promise(resolve => {
          requestAnimationFrame(() => requestAnimationFrame(resolve));
        });
        return {
          next: from + Math.max(200, element.clientHeight - 100),
          end:
            element.scrollTop + element.clientHeight >=
            element.scrollHeight - 1,
        };
      }, top);
      if (end) return;
      top = next;
    }
  }

  /** How many lines the whole list has, drawn or not. */
  private async total(): Promise<number> {
    const count = await this.table.getAttribute('aria-rowcount');
    return count === null ? this.rows.count() : Number(count);
  }
}
