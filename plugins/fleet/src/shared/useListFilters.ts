import { useCallback, useMemo } from 'react';
import { useSearchParams } from 'react-router-dom';

const LONGEST_TEXT = 200;

/** What a list is narrowed to, by key, with the text that is searched for. */
export type ListFilters<Key extends string> = Record<Key, string[]> & {
  text: string;
};

/**
 * What a list is narrowed to, which lives in the URL and nowhere else.
 *
 * @param keys - of what several values may be chosen each; the same array every time
 */
export function useListFilters<Key extends string>(
  keys: readonly Key[],
): {
  filters: ListFilters<Key>;
  isActive: boolean;
  setText: (text: string) => void;
  toggle: (key: Key, value: string) => void;
  set: (values: Partial<Record<Key, string[]>>) => void;
  clear: () => void;
} {
  const [search, setSearch] = useSearchParams();
  const filters = useMemo(
    () =>
      ({
        ...Object.fromEntries(keys.map(key => [key, search.getAll(key)])),
        text: (search.get('text') ?? '').slice(0, LONGEST_TEXT),
      } as ListFilters<Key>),
    [search, keys],
  );
  const change = useCallback(
    (edit: (next: URLSearchParams) => void) =>
      setSearch(
        previous => {
          const next = new URLSearchParams(previous);
          edit(next);
          return next;
        },
        { replace: true },
      ),
    [setSearch],
  );
  const set = (values: Partial<Record<Key, string[]>>) =>
    change(next => {
      for (const key of keys) {
        if (values[key] === undefined) continue;
        next.delete(key);
        for (const value of values[key] ?? []) next.append(key, value);
      }
    });
  return {
    filters,
    isActive: filters.text !== '' || keys.some(key => filters[key].length > 0),
    setText: text =>
      change(next => {
        if (text) next.set('text', text);
        else next.delete('text');
      }),
    toggle: (key, value) =>
      set({
        [key]: filters[key].includes(value)
          ? filters[key].filter(each => each !== value)
          : [...filters[key], value],
      } as Partial<Record<Key, string[]>>),
    set,
    clear: () =>
      change(next => {
        for (const key of [...keys, 'text']) next.delete(key);
      }),
  };
}
