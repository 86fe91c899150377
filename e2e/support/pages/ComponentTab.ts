import type { Locator, Page } from '@playwright/test';
import { FleetTable } from './FleetTable';

/** The Fleet tab of a component: where it runs, and where it does not and why. */
export class ComponentTab {
  readonly instances: FleetTable;
  readonly notHere: Locator;
  readonly drawer: Locator;

  constructor(readonly page: Page) {
    this.instances = new FleetTable(page, 'Instances');
    this.notHere = page.getByRole('region', { name: 'Not here' });
    this.drawer = page.getByRole('dialog');
  }

  async open(component: string): Promise<void> {
    await this.page.goto(`/catalog/default/component/${component}/fleet`);
    await this.instances.table.waitFor();
  }

  /** The row of a cluster. */
  row(cluster: string): Locator {
    return this.instances.rows.filter({
      has: this.page.getByRole('link', { name: cluster, exact: true }),
    });
  }
}
