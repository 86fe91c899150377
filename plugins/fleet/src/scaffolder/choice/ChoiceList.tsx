import { useEffect, useId, useRef, useState, type KeyboardEvent } from 'react';
import Button from '@material-ui/core/Button';
import { useText } from '../../translation';
import { ChoiceMark } from './ChoiceMark';
import { moveActive } from './moveActive';
import type { Choice, ChoiceSection } from './types';
import { useChoiceListStyles } from './useChoiceListStyles';

/** How many rows are drawn at first, and more each time. */
const STEP = 100;

const keyOf = (row: Choice): string => row.rowKey ?? row.value;

/**
 * A list to choose from, one place in the order of tabs: arrows go through it, and
 * space chooses. What cannot be chosen is gone through too, since it says why.
 */
export function ChoiceList(props: {
  label: string;
  sections: readonly ChoiceSection[];
  chosen: readonly string[];
  several: boolean;
  onToggle: (value: string) => void;
  isDisabled?: boolean;
  isRequired?: boolean;
  isInvalid?: boolean;
}) {
  const { sections, chosen, several, onToggle, isDisabled = false } = props;
  const classes = useChoiceListStyles();
  const t = useText();
  const id = useId();
  const list = useRef<HTMLDivElement>(null);
  const [most, setMost] = useState(STEP);
  const [active, setActive] = useState<string>();
  const [hasFocus, setHasFocus] = useState(false);
  // A list that scrolls under a pressed mouse is clicked elsewhere than was meant.
  const isPressed = useRef(false);
  const shown = firstOf(sections, most);
  const rows = shown.flatMap(({ choices }) => choices);
  const total = sections.reduce((sum, { choices }) => sum + choices.length, 0);
  const at = rows.findIndex(row => keyOf(row) === active);
  const idOf = (row: Choice) => `${id}-${rows.indexOf(row)}`;

  useEffect(() => {
    if (!hasFocus || at < 0 || isPressed.current) return;
    list.current
      ?.querySelector('[data-active]')
      ?.scrollIntoView?.({ block: 'nearest' });
  }, [at, hasFocus]);

  const toggle = (row: Choice | undefined) => {
    if (!row || isDisabled) return;
    setActive(keyOf(row));
    // What cannot be chosen any more can be taken back.
    if (row.isOff && !chosen.includes(row.value)) return;
    onToggle(row.value);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.altKey || event.ctrlKey || event.metaKey) return;
    isPressed.current = false;
    if (event.key === ' ' || event.key === 'Enter') {
      event.preventDefault();
      toggle(rows[at]);
      return;
    }
    const next = moveActive(event.key, at, rows.length);
    if (next === undefined) return;
    event.preventDefault();
    setActive(keyOf(rows[next]));
  };
  const onFocus = () => {
    setHasFocus(true);
    if (at >= 0) return;
    const first = rows.find(({ value }) => chosen.includes(value)) ?? rows[0];
    setActive(first && keyOf(first));
  };
  const classOf = (row: Choice) =>
    [
      classes.option,
      chosen.includes(row.value) && classes.chosen,
      row.isOff && classes.off,
      hasFocus && keyOf(row) === active && classes.active,
    ]
      .filter(Boolean)
      .join(' ');

  return (
    <div>
      <div
        ref={list}
        className={
          props.isInvalid ? `${classes.list} ${classes.invalid}` : classes.list
        }
        role="listbox"
        tabIndex={0}
        aria-label={props.label}
        aria-multiselectable={several}
        aria-required={props.isRequired || undefined}
        aria-invalid={props.isInvalid || undefined}
        aria-disabled={isDisabled || undefined}
        aria-activedescendant={at >= 0 ? idOf(rows[at]) : undefined}
        onKeyDown={onKeyDown}
        onMouseDown={() => {
          isPressed.current = true;
        }}
        onFocus={onFocus}
        onBlur={() => {
          isPressed.current = false;
          setHasFocus(false);
        }}
      >
        {shown.map(section => (
          <div
            key={section.key}
            role="group"
            aria-label={section.title ?? props.label}
          >
            {section.title && (
              <div className={classes.title} aria-hidden="true">
                {section.title}
              </div>
            )}
            {section.choices.map(row => {
              const isChosen = chosen.includes(row.value);
              return (
                // The list has the focus and the keys.
                // eslint-disable-next-line jsx-a11y/click-events-have-key-events, jsx-a11y/interactive-supports-focus
                <div
                  key={keyOf(row)}
                  id={idOf(row)}
                  role="option"
                  className={classOf(row)}
                  aria-label={row.label}
                  aria-selected={isChosen}
                  aria-disabled={row.isOff || isDisabled || undefined}
                  data-active={keyOf(row) === active || undefined}
                  onClick={() => toggle(row)}
                >
                  <span
                    className={
                      isChosen
                        ? `${classes.mark} ${classes.chosenMark}`
                        : classes.mark
                    }
                  >
                    <ChoiceMark
                      several={several}
                      isChosen={isChosen}
                      isOff={row.isOff ?? false}
                    />
                  </span>
                  {row.content}
                </div>
              );
            })}
          </div>
        ))}
      </div>
      {rows.length < total && (
        <div className={classes.foot}>
          {t('fields.shown', {
            shown: rows.length.toLocaleString('en'),
            total: total.toLocaleString('en'),
          })}
          <Button size="small" onClick={() => setMost(most + STEP)}>
            {t('fields.showMore')}
          </Button>
        </div>
      )}
    </div>
  );
}

/** The sections as far as so many choices go. */
function firstOf(
  sections: readonly ChoiceSection[],
  most: number,
): ChoiceSection[] {
  let left = most;
  return sections.flatMap(section => {
    const choices = section.choices.slice(0, left);
    left -= choices.length;
    return choices.length > 0 ? [{ ...section, choices }] : [];
  });
}
