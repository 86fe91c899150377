/** One field of what was changed, before and after. */
export interface FieldDifference {
  field: string;
  kind: 'added' | 'removed' | 'changed' | 'same';
  before?: string;
  after?: string;
}

/**
 * The fields of what was changed, as texts. What there is only before or only
 * after a change of nothing else is shown as it is, not as a change.
 */
export function differenceOf(
  before: Record<string, unknown> | undefined,
  after: Record<string, unknown> | undefined,
): FieldDifference[] {
  const isChange = before !== undefined && after !== undefined;
  const fields = new Set([
    ...Object.keys(before ?? {}),
    ...Object.keys(after ?? {}),
  ]);
  return [...fields].map(field => {
    const was = textOf(before?.[field]);
    const is = textOf(after?.[field]);
    const difference = {
      field,
      ...(was === undefined ? {} : { before: was }),
      ...(is === undefined ? {} : { after: is }),
    };
    if (!isChange || was === is) return { ...difference, kind: 'same' };
    if (was === undefined) return { ...difference, kind: 'added' };
    if (is === undefined) return { ...difference, kind: 'removed' };
    return { ...difference, kind: 'changed' };
  });
}

function textOf(value: unknown): string | undefined {
  if (value === undefined) return undefined;
  if (Array.isArray(value) && value.every(item => typeof item === 'string')) {
    return value.join(', ');
  }
  return typeof value === 'string' ? value : JSON.stringify(value);
}
