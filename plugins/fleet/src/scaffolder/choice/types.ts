import type { ReactNode } from 'react';

/** One thing that can be chosen. */
export interface Choice {
  /** What the form gets. */
  value: string;
  /** What makes the row another, where several have the value. */
  rowKey?: string;
  /** All that its row says, for those who hear it. */
  label: string;
  /** It is shown, and cannot be chosen. */
  isOff?: boolean;
  content: ReactNode;
}

/** Choices that stand together. */
export interface ChoiceSection {
  key: string;
  title?: string;
  choices: Choice[];
}
