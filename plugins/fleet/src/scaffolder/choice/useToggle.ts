import { chosenOf, takesSeveral, type FieldProps } from './fieldProps';

/**
 * What is chosen, and how that changes: of several each by itself, in the order in
 * which they were chosen; of one, another takes its place.
 */
export function useToggle(field: FieldProps): {
  chosen: string[];
  several: boolean;
  /** Several are chosen, and no more may be. */
  isFull: boolean;
  toggle: (value: string) => void;
} {
  const several = takesSeveral(field);
  const chosen = chosenOf(field.formData);
  const { maxItems } = field.schema;
  const isFull =
    several && typeof maxItems === 'number' && chosen.length >= maxItems;
  const toggle = (value: string) => {
    if (field.disabled || field.readonly) return;
    if (chosen.includes(value)) {
      const rest = chosen.filter(other => other !== value);
      field.onChange(several ? rest : undefined);
    } else if (!several) {
      field.onChange(value);
    } else if (!isFull) {
      field.onChange([...chosen, value]);
    }
  };
  return { chosen, several, isFull, toggle };
}
