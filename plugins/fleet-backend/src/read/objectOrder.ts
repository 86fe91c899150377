/**
 * By namespace, name and kind, in the words of the indexes `workload_page_index`,
 * `delivery_subject_page_index` and `delivery_observer_page_index`. Cut off, for
 * an index of PostgreSQL takes no longer text, and a cluster may say anything.
 */
export const OBJECT_ORDER =
  "(substr(namespace || '/' || name || '/' || kind, 1, 400))";
