import type { Locator, Page } from '@playwright/test';

/** `/fleet`: what needs attention, the totals, and the clusters as tiles. */
export class OverviewPage {
  readonly attention: Locator;
  readonly totals: Locator;
  readonly clusters: Locator;
  readonly tiles: Locator;
  readonly coverage: Locator;

  constructor(readonly page: Page) {
    this.attention = page.getByRole('region', { name: 'Needs attention' });
    this.totals = page.getByRole('group', { name: 'Totals' });
    this.clusters = page.getByRole('region', { name: 'Clusters' });
    this.tiles = this.clusters.locator('[data-cluster]');
    this.coverage = page.getByRole('status', {
      name: 'Not every cluster answers',
    });
  }

  async open(search = ''): Promise<void> {
    await this.page.goto(`/fleet${search}`);
    await this.totals.waitFor();
  }

  tile(clusterId: string): Locator {
    return this.clusters.locator(`[data-cluster="${clusterId}"]`);
  }

  /** The block of a total: its number and the counts beside it. */
  total(name: 'clusters' | 'instances' | 'deliveries' | 'drift'): Locator {
    return this.totals
      .getByRole('link', { name: new RegExp(`^[\\d,]+ ?${name}$`) })
      .locator('xpath=..');
  }

  async groupBy(grouping: string): Promise<void> {
    await this.clusters.getByLabel('Group by').selectOption(grouping);
  }

  /** The names of the tiles by the group that they stand in. */
  async groups(): Promise<Record<string, string[]>> {
    const groups: Record<string, string[]> = {};
    for (const heading of await this.clusters
      .getByRole('heading', { level: 3 })
      .all()) {
      const ids = await heading
        .locator('xpath=..')
        .locator('[data-cluster]')
        .evaluateAll(tiles =>
          tiles.map(tile => tile.getAttribute('data-cluster') ?? ''),
        );
      groups[await heading.innerText()] = ids.sort();
    }
    return groups;
  }
}
