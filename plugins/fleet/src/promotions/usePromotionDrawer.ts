import { useCallback } from 'react';
import { useSearchParams } from 'react-router-dom';

const OTHERS = ['detail', 'why', 'episode'] as const;

/**
 * Which promotion's drawer is open. It is in the URL, as `?promotion=`, so that it can be
 * sent to somebody. Where a page has other drawers the one that was opened last is seen.
 */
export function usePromotionDrawer(): {
  promotion: string | undefined;
  open: (id: string) => void;
  close: () => void;
} {
  const [search, setSearch] = useSearchParams();
  const isOpen = search.has('promotion');
  const open = useCallback(
    (id: string) =>
      setSearch(
        previous => {
          const next = new URLSearchParams(previous);
          for (const other of OTHERS) next.delete(other);
          next.set('promotion', id);
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
          next.delete('promotion');
          return next;
        },
        { replace: true },
      ),
    [setSearch],
  );
  const isCovered = OTHERS.some(other => search.has(other));
  return {
    promotion: isCovered ? undefined : search.get('promotion') || undefined,
    open,
    close,
  };
}
