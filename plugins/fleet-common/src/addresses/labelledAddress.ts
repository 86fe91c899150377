import { safeUrl } from './safeUrl';

/**
 * Takes a link apart that an annotation states as `Label | address`, or as an
 * address alone, as Argo CD's `link.argocd.argoproj.io/…` do.
 *
 * @returns the label, where there is one, and the address as {@link safeUrl}
 *   lets it pass; `undefined` where it does not
 * @public
 */
export function labelledAddress(
  text: string,
): { label?: string; url: string } | undefined {
  if (text.length > 4096) return undefined;
  // An address holds no bare `|`: what stands behind the last one is the address.
  const bar = text.lastIndexOf('|');
  const url = safeUrl(text.slice(bar + 1).trim());
  if (url === undefined) return undefined;
  const label = bar < 0 ? '' : text.slice(0, bar).trim();
  return label ? { label, url } : { url };
}
