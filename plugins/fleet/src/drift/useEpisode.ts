import { useCallback } from 'react';
import { useSearchParams } from 'react-router-dom';

/**
 * Which episode's drawer is open. It is in the URL, as `?episode=`, so that it can be sent to
 * somebody. Where a page has other drawers the one that was opened last is to be seen.
 */
export function useEpisode(): {
  episode: string | undefined;
  open: (id: string) => void;
  close: () => void;
} {
  const [search, setSearch] = useSearchParams();
  const isOpen = search.has('episode');
  const open = useCallback(
    (id: string) =>
      setSearch(
        previous => {
          const next = new URLSearchParams(previous);
          next.delete('detail');
          next.delete('why');
          next.set('episode', id);
          return next;
        },
        { replace: isOpen },
      ),
    [setSearch, isOpen],
  );
  const close = useCallback(
    () =>
      setSearch(
        previous => {
          const next = new URLSearchParams(previous);
          next.delete('episode');
          next.delete('diff');
          return next;
        },
        { replace: true },
      ),
    [setSearch],
  );
  const isCovered = search.has('detail') || search.has('why');
  const episode = search.get('episode') || undefined;
  return { episode: isCovered ? undefined : episode, open, close };
}
