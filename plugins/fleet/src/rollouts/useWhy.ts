import { useSearchParams } from 'react-router-dom';

/**
 * Of what the chain of reasons is open. It is in the URL, as `?why=`, so that it can
 * be sent to somebody; a row's detail and the chain share one place, so that
 * opening one closes the other.
 */
export function useWhy(): {
  why: string | undefined;
  open: (id: string) => void;
  close: () => void;
} {
  const [search, setSearch] = useSearchParams();
  return {
    why: search.get('why') ?? undefined,
    open: id =>
      setSearch(
        previous => {
          const next = new URLSearchParams(previous);
          next.delete('detail');
          next.set('why', id);
          return next;
        },
        { replace: search.has('why') || search.has('detail') },
      ),
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
}
