import { optionsOf, textsOf, type FieldProps } from '../choice/fieldProps';

/** What a template says of the field, as it is understood. */
export interface ReleaseOptions {
  /** The field of the form that has the component. */
  componentField?: string;
  /** The component, where it is always the same. */
  component?: string;
  /** Where it has to run to be listed; anywhere where absent. */
  environments?: string[];
  /** A version can be written that runs nowhere. */
  allowNew: boolean;
}

export function readReleaseOptions(
  uiSchema: FieldProps['uiSchema'] | undefined,
): ReleaseOptions {
  const { componentField, component, environment, allowNew } =
    optionsOf(uiSchema);
  return {
    componentField: textsOf(componentField)?.[0],
    component: textsOf(component)?.[0],
    environments: textsOf(environment),
    allowNew: allowNew === true,
  };
}
