import type { Locator, Page } from '@playwright/test';

/** The panel that narrows a list, and the chips of what was chosen. */
export class FacetFilter {
  readonly panel: Locator;

  constructor(readonly page: Page) {
    this.panel = page.getByRole('dialog', { name: 'Filter' });
  }

  async open(): Promise<void> {
    await this.page.getByRole('button', { name: '+ Filter' }).click();
    await this.panel.waitFor();
  }

  async close(): Promise<void> {
    await this.page.keyboard.press('Escape');
    await this.panel.waitFor({ state: 'hidden' });
  }

  /** The choice of a value under a key; its name says how many rows it would leave. */
  option(key: string, value: string): Locator {
    return this.panel
      .getByRole('group', { name: key })
      .getByRole('checkbox', { name: new RegExp(`^${value}, \\d+$`) });
  }

  async choose(key: string, value: string): Promise<void> {
    await this.option(key, value).check();
  }

  chip(key: string, value: string): Locator {
    return this.page.getByRole('button', {
      name: `Remove filter ${key}: ${value}`,
    });
  }
}
