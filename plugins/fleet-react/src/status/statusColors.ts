import type { StatusTone } from './statusKeys';

/**
 * The colours of the status vocabulary, the only colours of the product that
 * do not come from the theme.
 *
 * `mark` reaches 3 : 1 and `text` 4.5 : 1 against the background and paper of
 * the portal's own themes and of the framework's standard ones, dark grey
 * paper included; a test computes it (WCAG 2.2, 1.4.3 and 1.4.11).
 *
 * @public
 */
export const STATUS_COLORS: Record<
  'light' | 'dark',
  Record<StatusTone, { mark: string; text: string }>
> = {
  light: {
    bad: { mark: '#cf2f3a', text: '#b3202c' },
    caution: { mark: '#b26a00', text: '#8a5200' },
    busy: { mark: '#1f6fd6', text: '#1a5cb3' },
    neutral: { mark: '#6b7482', text: '#565f6c' },
    good: { mark: '#258549', text: '#1d6b3b' },
  },
  dark: {
    bad: { mark: '#ff8078', text: '#ffa8a2' },
    caution: { mark: '#f0b040', text: '#f5c469' },
    busy: { mark: '#79b4ff', text: '#9cc8ff' },
    neutral: { mark: '#b3bcc8', text: '#c3cad4' },
    good: { mark: '#5fcf85', text: '#7fdc9d' },
  },
};
