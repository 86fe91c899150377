import { Suspense, type ComponentType, type LazyExoticComponent } from 'react';
import { Progress } from '@backstage/core-components';
import type { FieldProps } from './choice/fieldProps';

/** A field that is loaded when a form first has it. */
export function LazyField(props: {
  Field: LazyExoticComponent<ComponentType<FieldProps>>;
  field: FieldProps;
}) {
  const { Field, field } = props;
  return (
    <Suspense fallback={<Progress />}>
      <Field {...field} />
    </Suspense>
  );
}
