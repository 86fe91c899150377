import { createTranslationRef } from '@backstage/core-plugin-api/alpha';

/**
 * Every text of the shared components.
 *
 * @public
 */
export const fleetReactTranslationRef = createTranslationRef({
  id: 'fleet-react',
  messages: {
    status: {
      healthy: 'healthy',
      suspended: 'suspended',
      progressing: 'progressing',
      unknown: 'unknown',
      missing: 'missing',
      degraded: 'degraded',
      stuck: 'stuck',
      waiting: 'waiting',
      frozen: 'frozen',
      unreachable: 'unreachable',
      forbidden: 'forbidden',
      unauthorized: 'unauthorized',
      invalid: 'invalid',
      quarantined: 'quarantined',
      interrupted: 'interrupted',
      listing: 'listing',
      pending: 'pending',
      'not-asked': 'not asked',
      'not-served': 'not served',
      synced: 'synced',
      'out-of-sync': 'out of sync',
    },
    stale: 'stale',
    staleFor: '{{status}}, {{age}} ago',
    staleNever: '{{status}}, never confirmed',
    counts: {
      one: '{{amount}} {{status}}',
      none: 'none',
      notKnown: 'not known',
    },
    age: {
      seconds: '{{amount}} s',
      minutes: '{{amount}} min',
      hours: '{{amount}} h',
      days: '{{amount}} d',
      ago: '{{age}} ago',
      unknown: 'unknown',
      atLeast: 'at least {{age}}',
      lowerBound: 'Watching began after the change.',
    },
    live: {
      live: 'live',
      polling: 'polling',
      reconnecting: 'reconnecting',
      paused: 'paused',
      asOf: 'as of {{time}}',
      help: {
        live: 'Changes show as they happen.',
        polling: 'Nobody tells this page of changes, so it asks every 10 s.',
        reconnecting:
          'The portal does not answer. What is shown is from before.',
        paused: 'The tab is hidden; it catches up when you return.',
      },
    },
    version: {
      change: '{{from}} → {{to}}',
      changeFull: 'from {{from}} to {{to}}',
      progress: '{{updated}} of {{replicas}}',
      unknown: 'unknown',
      copy: 'Copy {{version}}',
      copied: 'Copied',
    },
    coverage: {
      title: 'Not every cluster answers',
      complete: '{{complete}} of {{clusters}} clusters',
      one: 'Not everything is read from here',
      gap: '{{name}} {{state}}',
      gapSince: '{{name}} {{state}} since {{time}}',
      more_one: '{{count}} more',
      more_other: '{{count}} more',
      limited: 'Only what your permissions let you see',
      hidden_one: '{{count}} row hidden by permissions',
      hidden_other: '{{count}} rows hidden by permissions',
    },
    ratio: {
      of: 'of {{whole}}',
      none: 'nothing to count',
    },
    views: {
      loading: 'Loading',
      updating: 'Updating',
      forbiddenTitle: 'You may not see this',
      forbiddenText:
        'It takes the permission {{permission}}. Ask whoever keeps the permission policy of this portal.',
      failedTitle: 'This could not be read',
      failedText:
        'Try again; if it stays so, tell whoever runs this portal what it says:',
      notFoundTitle: 'There is no such thing here',
      retry: 'Try again',
      oldData: 'Could not be refreshed. What is shown is from {{time}}.',
    },
    table: {
      loadMore: 'Show more',
      loadingMore: 'Loading more',
      sortBy: 'Sort by {{column}}',
    },
    drawer: {
      close: 'Close',
    },
    filter: {
      add: 'Filter',
      remove: 'Remove filter {{name}}: {{value}}',
      clear: 'Clear filters',
      chip: '{{name}}: {{value}}',
      option: '{{value}}, {{amount}}',
    },
    copy: 'Copy',
    copied: 'Copied',
  },
});
