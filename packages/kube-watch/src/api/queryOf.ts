/** Query parameters from those that are set. */
export function queryOf(
  parameters: Readonly<Record<string, string | undefined>>,
  base?: URLSearchParams,
): URLSearchParams {
  const query = new URLSearchParams(base);
  for (const [name, value] of Object.entries(parameters)) {
    if (value !== undefined) {
      query.set(name, value);
    }
  }
  return query;
}
