import type { FieldExtensionComponentProps } from '@backstage/plugin-scaffolder-react';

/**
 * What the scaffolder gives a field. Options are what a template says, so anything.
 */
export type FieldProps = FieldExtensionComponentProps<
  string | string[] | undefined,
  Record<string, unknown>
>;

/** Whether the field takes several values: the template's schema says so. */
export function takesSeveral(field: Pick<FieldProps, 'schema'>): boolean {
  return field.schema.type === 'array';
}

/** What the form has, as a list. */
export function chosenOf(formData: unknown): string[] {
  const values = Array.isArray(formData) ? formData : [formData];
  return values.filter(
    (value): value is string => typeof value === 'string' && value !== '',
  );
}

export function titleOf(field: FieldProps): string {
  const title = field.uiSchema?.['ui:title'] ?? field.schema.title;
  return typeof title === 'string' && title ? title : field.name;
}

/** What the template says of the field. */
export function optionsOf(
  uiSchema: FieldProps['uiSchema'] | undefined,
): Record<string, unknown> {
  const options: unknown = uiSchema?.['ui:options'];
  return isRecord(options) ? options : {};
}

export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** One text or several, as a template writes them; absent where it says none. */
export function textsOf(value: unknown): string[] | undefined {
  const texts = chosenOf(value);
  return texts.length > 0 ? texts : undefined;
}

/**
 * The value of another field of the form, by its name or by a path with dots.
 */
export function valueOfField(formData: unknown, path: string): unknown {
  return path
    .split('.')
    .reduce<unknown>(
      (value, key) =>
        isRecord(value) && Object.hasOwn(value, key) ? value[key] : undefined,
      formData,
    );
}
