import { screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { createExtensionTester } from '@backstage/frontend-test-utils';
import { translationApiRef } from '@backstage/core-plugin-api/alpha';
import {
  SecretsContextProvider,
  type FieldExtensionOptions,
} from '@backstage/plugin-scaffolder-react';
import {
  FormFieldBlueprint,
  Stepper,
  createFieldValidation,
} from '@backstage/plugin-scaffolder-react/alpha';
import {
  mockApis,
  renderInTestApp,
  TestApiProvider,
  TestApiRegistry,
} from '@backstage/test-utils';
import { fleetApiRef } from '@fleetview/backstage-plugin-fleet-react';
import {
  cluster,
  FakeFleetApi,
} from '@fleetview/backstage-plugin-fleet-react/testing';
import * as legacy from '../legacy';
import type { FieldValidation } from './choice/validation';
import { validateClusters } from './clusters/validateClusters';
import { clusterPicker, formFields } from './formFields';
import { validateRegions } from './regions/validateRegions';
import { validateReleases } from './releases/validateReleases';

/** What a validation refuses, for a form that has these options. */
async function refusals(
  validate: FieldValidation,
  data: string | string[] | undefined,
  options: object = {},
  api: FakeFleetApi = new FakeFleetApi(),
  formData: Record<string, string> = {},
): Promise<string[]> {
  const field = createFieldValidation();
  await validate(data, field, {
    apiHolder: TestApiRegistry.from(
      [fleetApiRef, api],
      [translationApiRef, mockApis.translation()],
    ),
    formData,
    schema: {},
    uiSchema: { 'ui:options': { ...options } },
  });
  return field.__errors ?? [];
}

describe('fields of the scaffolder', () => {
  it('are form fields of the plugin, and lead through a form with what is chosen', async () => {
    const fields = await Promise.all(
      formFields.map(
        extension =>
          createExtensionTester(
            extension as unknown as typeof clusterPicker,
          ).get(
            FormFieldBlueprint.dataRefs.formFieldLoader,
          )() as Promise<unknown>,
      ),
    );
    const onCreate = jest.fn();
    const form = {
      manifest: {
        title: 'A template',
        steps: [
          {
            title: 'Where',
            schema: {
              properties: {
                clusters: {
                  title: 'Clusters',
                  type: 'array',
                  items: { type: 'string' },
                  'ui:field': 'FleetClusterPicker',
                  'ui:options': {
                    eligible: { environment: ['production'] },
                  },
                },
                region: {
                  title: 'Region',
                  type: 'string',
                  'ui:field': 'FleetRegionPicker',
                  'ui:options': { allowNew: true },
                },
              },
            },
          },
        ],
      },
    };
    await renderInTestApp(
      <TestApiProvider apis={[[fleetApiRef, new FakeFleetApi()]]}>
        <SecretsContextProvider>
          <Stepper
            {...form}
            extensions={fields as FieldExtensionOptions<any, any>[]}
            initialState={{ clusters: ['gone'] }}
            onCreate={onCreate}
          />
        </SecretsContextProvider>
      </TestApiProvider>,
    );
    const user = userEvent.setup();
    await user.click(await screen.findByRole('option', { name: /prod-cac1/ }));
    await user.click(screen.getByRole('option', { name: /stage-use1/ }));
    await user.type(
      screen.getByRole('textbox', { name: 'Another region' }),
      'eu-south-9{Enter}',
    );
    await user.click(screen.getByRole('button', { name: 'Review' }));
    expect(
      (
        await screen.findAllByText(
          /gone is no cluster that you can see\. Choose one of the list/,
        )
      ).length,
    ).toBeGreaterThan(0);
    await user.click(screen.getByRole('button', { name: 'Take back gone' }));
    await user.click(screen.getByRole('button', { name: 'Review' }));
    await user.click(await screen.findByRole('button', { name: 'Create' }));
    expect(onCreate).toHaveBeenCalledWith({
      clusters: ['prod-cac1'],
      region: 'eu-south-9',
    });
  }, 60_000);

  it('are the same in the older front-end system', () => {
    const dataOf = (Extension: () => null) =>
      (
        Extension as unknown as {
          __backstage_data?: { map: Map<string, FieldExtensionOptions> };
        }
      ).__backstage_data?.map.get('scaffolder.extensions.field.v1');
    for (const [Extension, name] of [
      [legacy.FleetClusterPickerFieldExtension, 'FleetClusterPicker'],
      [legacy.FleetRegionPickerFieldExtension, 'FleetRegionPicker'],
      [legacy.FleetReleasePickerFieldExtension, 'FleetReleasePicker'],
    ] as const) {
      expect(dataOf(Extension)).toMatchObject({
        name,
        component: expect.any(Function),
        validation: expect.any(Function),
        schema: { uiOptions: { type: 'object' } },
      });
    }
  });
});

describe('validateClusters', () => {
  it('lets pass what is known and eligible, and nothing', async () => {
    expect(await refusals(validateClusters, undefined)).toEqual([]);
    expect(
      await refusals(validateClusters, ['prod-cac1', 'prod-euw1-a'], {
        eligible: { reachable: true, environment: 'production' },
      }),
    ).toEqual([]);
    expect(await refusals(validateClusters, 'c-cac1', { value: 'id' })).toEqual(
      [],
    );
  });

  it.each([
    ['a part of a name', 'prod-cac', {}, 'prod-cac is no cluster'],
    ['an id for a name', 'c-cac1', {}, 'c-cac1 is no cluster'],
    ['a name for an id', 'prod-cac1', { value: 'id' }, 'is no cluster'],
    ['a path', '../../etc', {}, '../../etc is no cluster'],
    ['markup', '<b>@everyone</b>\u202e', {}, '<b>@everyone</b>'],
    [
      'what is not eligible',
      'stage-use1',
      { eligible: { environment: 'production' } },
      'stage-use1 is not eligible: Environment is staging, not production',
    ],
    [
      'what does not answer by now',
      'prod-aps1',
      { eligible: { reachable: true } },
      'prod-aps1 is not eligible: it does not answer (unreachable)',
    ],
    [
      'what nobody can tell',
      'prod-cac1',
      { eligible: { engine: 'flux' } },
      'asks for “engine”',
    ],
  ])('refuses %s', async (_, value, options, says) => {
    const [refusal, ...others] = await refusals(
      validateClusters,
      value,
      options,
    );
    expect(refusal).toContain(says);
    expect(refusal).not.toContain('\u202e');
    expect(others).toEqual([]);
  });

  it('lets pass what is not eligible where the template allows it', async () => {
    expect(
      await refusals(validateClusters, 'prod-aps1', {
        eligible: { reachable: true },
        allowIneligible: true,
      }),
    ).toEqual([]);
  });

  it('refuses a name that several have', async () => {
    const api = new FakeFleetApi();
    api.world = {
      ...api.world,
      clusters: [
        cluster({ id: 'c-1', name: 'edge' }),
        cluster({ id: 'c-2', name: 'edge' }),
      ],
    };
    expect(await refusals(validateClusters, 'edge', {}, api)).toEqual([
      expect.stringContaining('the name of several clusters'),
    ]);
  });

  it('refuses what cannot be looked up', async () => {
    const api = new FakeFleetApi();
    api.fail('listClusters', new Error('no answer'));
    expect(await refusals(validateClusters, 'prod-cac1', {}, api)).toEqual([
      'prod-cac1 could not be looked up: no answer. Try again.',
    ]);
  });
});

describe('validateRegions', () => {
  it.each([
    ['a region', 'us-east-1', {}, []],
    ['a new one', 'eu-south-9', { allowNew: true }, []],
    [
      'one that is not there',
      'eu-south-9',
      {},
      ['eu-south-9 is no region of a cluster that you can see.'],
    ],
    [
      'one that has no such cluster',
      'sa-east-1',
      { filters: { environment: 'staging' } },
      ['sa-east-1 is no region of a cluster that you can see.'],
    ],
    [
      'no region',
      'unassigned',
      { allowNew: true },
      ['This is the word for having no region.'],
    ],
    ['no region, on purpose', 'unassigned', { allowUnassigned: true }, []],
    [
      'a wave of nothing',
      'europe',
      { of: 'waves', componentField: 'component' },
      ['europe is no wave of the release.'],
    ],
  ])('of %s', async (_, value, options, says) => {
    expect(await refusals(validateRegions, value, options)).toEqual(says);
  });

  it('knows the waves of the component of the form', async () => {
    const api = new FakeFleetApi();
    const { rollouts = [] } = await api.getComponent({
      kind: 'component',
      namespace: 'default',
      name: 'checkout',
    });
    const [wave] = rollouts.flatMap(({ waves }) => waves);
    expect(
      await refusals(
        validateRegions,
        wave.name,
        { of: 'waves', componentField: 'component' },
        api,
        { component: 'component:default/checkout' },
      ),
    ).toEqual([]);
  });
});

describe('validateReleases', () => {
  const options = { component: 'component:default/checkout' };

  it('lets pass versions that run, and others where they may be written', async () => {
    expect(await refusals(validateReleases, '1.41.2', options)).toEqual([]);
    expect(
      await refusals(validateReleases, '9.9.9', { ...options, allowNew: true }),
    ).toEqual([]);
  });

  it.each([
    ['9.9.9', options, '9.9.9 is no version that checkout is known to run'],
    [
      '1.41.2',
      { ...options, environment: 'nowhere' },
      '1.41.2 is no version that checkout',
    ],
    ['1.41.2', {}, 'Choose the component first'],
  ])('refuses %s of %j', async (version, said, says) => {
    expect(await refusals(validateReleases, version, said)).toEqual([
      expect.stringContaining(says),
    ]);
  });
});
