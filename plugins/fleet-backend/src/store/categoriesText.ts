/** A policy is found by so many of its categories; more say nothing of it. */
const MOST = 20;

/** Categories as a column has them: each as a text of JSON, with a comma before and after. */
export function categoriesText(categories: readonly string[]): string {
  return `,${categories.slice(0, MOST).map(textOf).join('')}`;
}

/**
 * What a column has to hold of one category. A quotation mark within a name stands after a
 * backslash, and so never after a comma: nothing else can hold it.
 */
export function categoryText(category: string): string {
  return `,${textOf(category)}`;
}

/** The names that {@link categoriesText} was made of; none of what it did not make. */
export function readCategories(text: string): string[] {
  try {
    return JSON.parse(`[${text.slice(1, -1)}]`);
  } catch {
    // One row must not take a page with it.
    return [];
  }
}

function textOf(category: string): string {
  return `${JSON.stringify(category)},`;
}
