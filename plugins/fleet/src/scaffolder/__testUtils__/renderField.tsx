import { useState, type ComponentType } from 'react';
import type { Entity } from '@backstage/catalog-model';
import { catalogApiRef } from '@backstage/plugin-catalog-react';
import { catalogApiMock } from '@backstage/plugin-catalog-react/testUtils';
import { TestApiProvider } from '@backstage/test-utils';
import { FakeFleetApi } from '@fleetview/backstage-plugin-fleet-react/testing';
import { renderCard } from '../../__testUtils__/renderCard';
import type { FieldProps } from '../choice';

/**
 * Draws a field as the form of a template would, and keeps what it is filled in with.
 */
export async function renderField(
  Field: ComponentType<FieldProps>,
  options: {
    api?: FakeFleetApi;
    schema?: object;
    uiOptions?: object;
    /** What the field has at first. */
    formData?: unknown;
    /** What the other fields of the form have. */
    others?: object;
    required?: boolean;
    /** What the catalog has. */
    entities?: Entity[];
  } = {},
) {
  const values: unknown[] = [];
  function Form() {
    const [formData, setFormData] = useState(options.formData);
    const props = {
      name: 'target',
      idSchema: { $id: 'root_target' },
      schema: { title: 'Target', type: 'string', ...options.schema },
      uiSchema: { 'ui:options': options.uiOptions ?? {} },
      formContext: { formData: options.others ?? {} },
      formData,
      rawErrors: [],
      required: options.required ?? false,
      disabled: false,
      readonly: false,
      onChange: (value: unknown) => {
        values.push(value);
        setFormData(value);
      },
    };
    return <Field {...(props as unknown as FieldProps)} />;
  }
  const { api, container } = await renderCard(
    <TestApiProvider
      apis={[
        [catalogApiRef, catalogApiMock({ entities: options.entities ?? [] })],
      ]}
    >
      <Form />
    </TestApiProvider>,
    { api: options.api },
  );
  return { api, container, values };
}
