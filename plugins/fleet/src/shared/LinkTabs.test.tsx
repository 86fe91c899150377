import { screen } from '@testing-library/react';
import { renderInTestApp } from '@backstage/test-utils';
import { LinkTabs } from './LinkTabs';

describe('LinkTabs', () => {
  afterEach(() => jest.restoreAllMocks());

  it('scrolls to the chosen tab where the bar is too narrow for all', async () => {
    // A bar of 300 pixels; the chosen tab begins 500 pixels from its left.
    jest
      .spyOn(Element.prototype, 'getBoundingClientRect')
      .mockImplementation(function rectangle(this: Element) {
        return this.tagName === 'NAV'
          ? new DOMRect(10, 0, 300, 40)
          : new DOMRect(510, 0, 60, 40);
      });
    await renderInTestApp(
      <LinkTabs
        label="Tabs"
        activeId="history"
        tabs={['runs', 'history'].map(id => ({ id, to: `/${id}`, title: id }))}
      />,
    );
    expect(screen.getByRole('navigation', { name: 'Tabs' }).scrollLeft).toBe(
      500 - (300 - 60) / 2,
    );
  });
});
