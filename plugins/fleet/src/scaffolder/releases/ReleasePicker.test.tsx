import { screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import axe from 'axe-core';
import { FakeFleetApi } from '@fleetview/backstage-plugin-fleet-react/testing';
import { renderField } from '../__testUtils__/renderField';
import { ReleasePickerField } from './ReleasePickerField';

const COMPONENT = { component: 'component:default/checkout' };

const list = () => screen.findByRole('listbox', { name: 'Target' });

describe('ReleasePickerField', () => {
  it('has the versions that run, the highest first, and how each is where it runs', async () => {
    const { values, container } = await renderField(ReleasePickerField, {
      uiOptions: { componentField: 'what' },
      others: { what: COMPONENT.component },
    });
    const options = within(await list()).getAllByRole('option');
    const versions = options.map(
      option => option.getAttribute('aria-label')!.split('; ')[0],
    );
    expect(versions).toEqual(
      [...versions].sort((left, right) =>
        right.localeCompare(left, 'en', { numeric: true }),
      ),
    );
    expect(versions).toContain('1.41.2');
    const old = options[versions.indexOf('1.41.2')];
    expect(old.getAttribute('aria-label')).toMatch(
      /production, \d+ clusters?, \d+ \w/,
    );
    await userEvent.click(old);
    expect(values).toEqual(['1.41.2']);
    const { violations } = await axe.run(container, {
      rules: { 'color-contrast': { enabled: false } },
    });
    expect(violations.map(({ id, nodes }) => [id, nodes[0].html])).toEqual([]);
  });

  it.each([
    ['no component', {}, 'No component is chosen'],
    [
      'nothing that runs',
      { component: 'component:default/none' },
      'No version of none is known to run',
    ],
    [
      'nothing that runs there',
      { ...COMPONENT, environment: ['moon'] },
      'No version of checkout is known to run in moon',
    ],
  ])('says that there is %s', async (_, uiOptions, says) => {
    await renderField(ReleasePickerField, { uiOptions });
    expect(await screen.findByText(says)).toBeInTheDocument();
  });

  it('takes a version that is written, also where nothing can be read', async () => {
    const api = new FakeFleetApi();
    api.forbid('getComponent');
    const { values } = await renderField(ReleasePickerField, {
      api,
      uiOptions: { ...COMPONENT, allowNew: true },
    });
    expect(
      await screen.findByText(/fleet\.instance\.read/),
    ).toBeInTheDocument();
    await userEvent.type(
      screen.getByRole('textbox', { name: 'Another version' }),
      '2.0',
    );
    expect(values.at(-1)).toBe('2.0');
  });
});
