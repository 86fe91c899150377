import { screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import axe from 'axe-core';
import { FakeFleetApi } from '@fleetview/backstage-plugin-fleet-react/testing';
import { renderField } from '../__testUtils__/renderField';
import { RegionPickerField } from './RegionPickerField';

const list = () => screen.findByRole('listbox', { name: 'Target' });

describe('RegionPickerField', () => {
  it('has each region with how many clusters it has, and those without one apart', async () => {
    const { values, container } = await renderField(RegionPickerField);
    const box = await list();
    const regions = within(box).getByRole('group', { name: 'Regions' });
    expect(
      within(regions).getByRole('option', { name: 'us-east-1, 3 clusters' }),
    ).toBeInTheDocument();
    const [none] = within(
      within(box).getByRole('group', { name: 'Unassigned' }),
    ).getAllByRole('option');
    expect(none).toHaveTextContent(
      'nothing states their region, so nothing can be aimed at it',
    );
    expect(none).toHaveTextContent('1 cluster');
    await userEvent.click(none);
    expect(values).toEqual([]);
    await userEvent.click(
      within(regions).getByRole('option', { name: /us-east-1/ }),
    );
    expect(values).toEqual(['us-east-1']);
    expect(screen.queryByRole('textbox')).not.toBeInTheDocument();
    const { violations } = await axe.run(container, {
      rules: { 'color-contrast': { enabled: false } },
    });
    expect(violations.map(({ id, nodes }) => [id, nodes[0].html])).toEqual([]);
  });

  it('counts the clusters that the template means', async () => {
    await renderField(RegionPickerField, {
      uiOptions: {
        filters: { environment: ['staging'] },
        allowUnassigned: true,
      },
    });
    expect(
      within(await list())
        .getAllByRole('option')
        .map(option => option.getAttribute('aria-label')),
    ).toEqual(['eu-west-1, 1 cluster', 'us-east-1, 1 cluster']);
  });

  it('takes a new region, also where nothing can be read', async () => {
    const api = new FakeFleetApi();
    api.forbid('listClusters');
    const { values } = await renderField(RegionPickerField, {
      api,
      uiOptions: { allowNew: true },
      schema: { maxLength: 6 },
    });
    expect(await screen.findByText(/fleet\.cluster\.read/)).toBeInTheDocument();
    await userEvent.type(
      screen.getByRole('textbox', { name: 'Another region' }),
      'mars-12',
    );
    expect(values.at(-1)).toBe('mars-1');
    await userEvent.click(
      screen.getByRole('button', { name: 'Take back mars-1' }),
    );
    expect(values.at(-1)).toBeUndefined();
    expect(screen.getByRole('textbox')).toHaveValue('');
  });

  it('has the waves of the release of a component', async () => {
    const { values } = await renderField(RegionPickerField, {
      schema: { type: 'array' },
      uiOptions: { of: 'waves', componentField: 'component' },
      others: { component: 'component:default/checkout' },
    });
    const [first] = within(await list()).getAllByRole('option');
    expect(first.getAttribute('aria-label')).toMatch(
      /^.+, \d+ places?, \d+ of \d+ done$/,
    );
    await userEvent.click(first);
    expect(values.at(-1)).toEqual([
      first.getAttribute('aria-label')!.split(',')[0],
    ]);
  });

  it.each([
    ['no component', {}, 'No component is chosen'],
    ['no waves', { component: 'component:default/none' }, 'No waves are known'],
  ])('says that there is %s', async (_, others, says) => {
    await renderField(RegionPickerField, {
      uiOptions: { of: 'waves', componentField: 'component' },
      others,
    });
    expect(await screen.findByText(says)).toBeInTheDocument();
  });
});
