import type { Locator, Page } from '@playwright/test';

export const CLUSTER_TABS = [
  'runs',
  'workloads',
  'deliveries',
  'drift',
  'hubs',
  'alerts',
  'findings',
  'policies',
  'podSecurity',
  'cost',
  'platform',
  'systems',
  'nodes',
  'identity',
  'history',
] as const;

export type ClusterTab = (typeof CLUSTER_TABS)[number];

/** `/fleet/clusters/:id`: what a cluster is, what runs on it, what is read from it. */
export class ClusterPage {
  readonly header: Locator;
  readonly heading: Locator;
  readonly tabs: Locator;

  constructor(readonly page: Page) {
    this.header = page
      .getByRole('main')
      .locator('header')
      .filter({ has: page.getByRole('heading', { level: 1 }) });
    this.heading = this.header.getByRole('heading', { level: 1 });
    this.tabs = page.getByRole('navigation', {
      name: 'What to see of this cluster',
    });
  }

  async open(clusterId: string, tab: ClusterTab = 'runs'): Promise<void> {
    await this.page.goto(
      `/fleet/clusters/${clusterId}${tab === 'runs' ? '' : `?tab=${tab}`}`,
    );
    await this.tabs.waitFor();
  }

  /** A big number of the header with what stands under it. */
  number(label: string): Locator {
    return this.header.getByText(label, { exact: true }).locator('xpath=..');
  }

  /** A fact of the header, such as `Kubernetes` or `region`. */
  fact(name: string): Locator {
    return this.header
      .locator('dl > div')
      .filter({ has: this.page.locator(`dt:text-is("${name}")`) })
      .locator('dd');
  }
}
