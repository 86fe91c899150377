import { refuse } from './names';

const NAME = '[A-Za-z0-9](?:[\\w.-]{0,61}[A-Za-z0-9])?';
const NAMESPACE = '[a-z0-9](?:[-a-z0-9]{0,61}[a-z0-9])?';

/**
 * A reference to an entity of the catalog.
 *
 * @param kinds - the first is meant where none is named
 * @returns with its kind and namespace: without these others would read it otherwise
 * @throws InputError
 */
export function checkReference(
  input: string,
  text: string,
  kinds: readonly [string, ...string[]],
): string {
  const [, kind = kinds[0], namespace = 'default', name] =
    new RegExp(`^(?:(\\w+):)?(?:(${NAMESPACE})/)?(${NAME})$`).exec(text) ?? [];
  const own = kind.toLocaleLowerCase('en-US');
  if (name && kinds.includes(own)) return `${own}:${namespace}/${name}`;
  return refuse(
    input,
    text,
    `it has to be a ${kinds.join(' or a ')}, as in '${
      kinds[0]
    }:default/payments'.`,
  );
}
