import { useMemo } from 'react';
import { useSearchParams } from 'react-router-dom';

/**
 * Of what the chain of reasons is open. It is in the URL, as `?why=`, so that it can
 * be sent to somebody; a row's detail and the chain share one place, so that
 * opening one closes the other.
 */
export function useWhy(): {
  why: string | undefined;
  open: (id: string) => void;
  /** Opens the detail of a row in its place. */
  openDetail: (id: string) => void;
  close: () => void;
} {
  const [search, setSearch] = useSearchParams();
  return useMemo(() => {
    const isOpen = search.has('why') || search.has('detail');
    const show = (key: 'why' | 'detail', id: string) =>
      setSearch(
        previous => {
          const next = new URLSearchParams(previous);
          next.delete('why');
          next.delete('detail');
          next.set(key, id);
          return next;
        },
        { replace: isOpen },
      );
    return {
      why: search.get('why') ?? undefined,
      open: id => show('why', id),
      openDetail: id => show('detail', id),
      close: () =>
        setSearch(
          previous => {
            const next = new URLSearchParams(previous);
            next.delete('why');
            return next;
          },
          { replace: true },
        ),
    };
  }, [search, setSearch]);
}
