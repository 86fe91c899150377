/*
 * A column of many rows crosses as one text, split by the server: the driver's
 * own arrays are quoted element by element, which costs more than the write.
 */
const BETWEEN = '\u001f';
const NULL = '\u001e';

type Value = string | number | boolean | null | undefined;

/** Whether a text can be sent along with others: it holds nothing that separates values. */
export function isJoinable(text: string): boolean {
  return !text.includes(BETWEEN) && !text.includes(NULL);
}

/**
 * The values of a column as one text, with a null at the end: without it a
 * single empty text would be no element at all. `unnestColumns` takes it apart.
 *
 * @throws RangeError when a value holds what separates values; it would move those
 *   after it into other rows
 */
export function joinColumn(values: Value[]): string {
  let separators = 0;
  const joined = `${values
    .map(value => {
      if (value === null || value === undefined) return NULL;
      if (value === NULL)
        throw new RangeError('a value is a control character');
      return value;
    })
    .join(BETWEEN)}${BETWEEN}${NULL}`;
  for (
    let at = joined.indexOf(BETWEEN);
    at >= 0;
    at = joined.indexOf(BETWEEN, at + 1)
  ) {
    separators += 1;
  }
  if (separators !== values.length) {
    throw new RangeError('a value holds a control character');
  }
  return joined;
}

/** The set of rows of which columns were joined, one binding each; `where` keeps the end out. */
export function unnestColumns(
  alias: string,
  columns: string[],
): { from: string; where: string } {
  const arrays = columns.map(() => 'string_to_array(?, chr(31), chr(30))');
  return {
    from: `unnest(${arrays.join(', ')}) as ${alias}(${columns.join(', ')})`,
    where: `${alias}.${columns[0]} is not null`,
  };
}
