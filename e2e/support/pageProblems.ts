import type { Page } from '@playwright/test';

/** Attributes that lead somewhere, or load something. */
const LINKS = [
  'href',
  'xlink:href',
  'src',
  'srcset',
  'action',
  'formaction',
  'data',
  'poster',
];

/**
 * What is wrong with what a page holds, in words:
 *
 * - an address with a scheme other than `http` and `https`, anywhere on the page
 * - an element or attribute that runs something, where the content is Fleet's
 * - text there with characters that are not seen
 */
export function contentProblems(page: Page): Promise<string[]> {
  return page.evaluate(links => {
    const problems = new Set<string>();
    const short = (text: string) => JSON.stringify(text.slice(0, 80));
    // Line ends and tabs are laid out; anything else of the kind is not seen.
    const hidden = /[\p{Cf}\p{Cs}\u2028\u2029\u3164\u115f]|(?![\t\n\r])\p{Cc}/u;

    for (const element of document.body.querySelectorAll('*')) {
      for (const name of links) {
        const value = element.getAttribute(name);
        if (value === null || value === '') continue;
        const scheme = URL.canParse(value, document.baseURI)
          ? new URL(value, document.baseURI).protocol
          : 'none';
        if (scheme !== 'http:' && scheme !== 'https:') {
          problems.add(`${name}=${short(value)}`);
        }
      }
    }

    const ours = [...document.querySelectorAll('[data-fleet-content]')];
    for (const element of ours.flatMap(each => [
      ...each.querySelectorAll('*'),
    ])) {
      const name = element.tagName.toLowerCase();
      if (
        /^(script|iframe|object|embed|img|base|form|foreignobject|use|image|meta)$/.test(
          name,
        )
      ) {
        problems.add(`an element ${name}`);
      }
      for (const { name: attribute, value } of element.attributes) {
        if (/^on/i.test(attribute)) problems.add(`an attribute ${attribute}`);
        if (attribute === 'style' && /url\(|expression/i.test(value)) {
          problems.add(`style ${short(value)}`);
        }
        if (attribute !== 'value' && hidden.test(value)) {
          problems.add(`${attribute} hides something: ${short(value)}`);
        }
      }
      for (const node of element.childNodes) {
        if (node.nodeType !== Node.TEXT_NODE || name === 'style') continue;
        if (hidden.test(node.nodeValue ?? '')) {
          problems.add(`text hides something: ${short(node.nodeValue ?? '')}`);
        }
      }
    }
    return [...problems];
  }, LINKS);
}

/**
 * What is wrong with how a page is laid out at the width that it has, in words: it
 * is wider than its screen, or text runs out of its cell, field, tile or panel.
 */
export function layoutProblems(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const problems = new Set<string>();
    type Bounds = { left: number; right: number };
    const bounds = new Map<Element, Bounds | undefined>();
    /** Between which edges something within an element is seen; undefined for all. */
    const clipOf = (element: Element | null): Bounds | undefined => {
      if (!element || element.matches('[data-fleet-content]')) return undefined;
      if (bounds.has(element)) return bounds.get(element);
      let clip = clipOf(element.parentElement);
      if (getComputedStyle(element).overflowX !== 'visible') {
        const { left, right } = element.getBoundingClientRect();
        clip = {
          left: Math.max(left, clip?.left ?? left),
          right: Math.min(right, clip?.right ?? right),
        };
      }
      bounds.set(element, clip);
      return clip;
    };
    const range = document.createRange();
    for (const root of document.querySelectorAll('[data-fleet-content]')) {
      const texts = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
      while (texts.nextNode()) {
        const text = texts.currentNode as Text;
        const cell = text.parentElement?.closest(
          'td, th, dt, dd, li, [data-cluster], [role="dialog"], h1, h2, h3',
        );
        if (!cell || text.data.trim() === '') continue;
        const edges = cell.getBoundingClientRect();
        // What only a screen reader is told has no width.
        if (edges.width <= 2) continue;
        const clip = clipOf(text.parentElement);
        // A space at the end of a line hangs over its edge, and nobody sees it.
        const rects = [...text.data.matchAll(/\S+/g)].flatMap(word => {
          range.setStart(text, word.index);
          range.setEnd(text, word.index + word[0].length);
          return [...range.getClientRects()];
        });
        for (const rect of rects) {
          const left = Math.max(rect.left, clip?.left ?? rect.left);
          const right = Math.min(rect.right, clip?.right ?? rect.right);
          const by = Math.max(right - edges.right, edges.left - left);
          if (right - left > 1 && by > 1) {
            problems.add(
              `text leaves its ${cell.tagName.toLowerCase()} by ${Math.round(
                by,
              )} px: ${JSON.stringify(text.data.slice(0, 60))}`,
            );
          }
        }
      }
    }
    const { scrollWidth, clientWidth } = document.scrollingElement as Element;
    if (scrollWidth > clientWidth) {
      problems.add(`the page is ${scrollWidth - clientWidth} px too wide`);
    }
    return [...problems];
  });
}
