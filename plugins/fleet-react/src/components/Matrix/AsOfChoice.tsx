import { useState } from 'react';
import { makeStyles } from '@material-ui/core/styles';
import { DateTime } from 'luxon';
import { useFleetClock } from '../../clock';
import { useFleetText } from '../../translation';
import { absoluteTime } from '../../viewModels/time';
import { fieldStyle } from './fieldStyle';

const HOUR_MS = 60 * 60_000;

/** How long ago what is offered is, in milliseconds. */
const PRESETS = {
  hour: HOUR_MS,
  day: 24 * HOUR_MS,
  week: 7 * 24 * HOUR_MS,
} as const;

const LOCAL = "yyyy-MM-dd'T'HH:mm";

const useStyles = makeStyles(
  theme => {
    const field = {
      ...fieldStyle(theme),
      padding: '0 6px',
      maxWidth: '100%',
      colorScheme: theme.palette.type,
    } as const;
    return {
      root: {
        display: 'inline-flex',
        flexWrap: 'wrap',
        alignItems: 'center',
        gap: 8,
        maxWidth: '100%',
        fontSize: 13,
        color: theme.palette.text.secondary,
      },
      label: { display: 'inline-flex', alignItems: 'center', gap: 8 },
      field,
      show: { ...field, padding: '0 10px', cursor: 'pointer' },
      utc: { fontVariantNumeric: 'tabular-nums' },
    };
  },
  { name: 'FleetAsOfChoice' },
);

/**
 * Of which time something is shown: of now, of some time ago, or of a time of the
 * reader's own, which is written in the reader's zone and shown in UTC beside.
 *
 * @public
 */
export interface AsOf {
  /** ISO 8601; absent for now. */
  at?: string;
  chosen: (at: string | undefined) => void;
}

export function AsOfChoice(props: AsOf) {
  const { at, chosen } = props;
  const classes = useStyles();
  const clock = useFleetClock();
  const { t } = useFleetText();
  const [isOwn, setOwn] = useState(false);
  const choose = (value: string) => {
    setOwn(value === 'own');
    if (value === 'now') chosen(undefined);
    const ago = PRESETS[value as keyof typeof PRESETS];
    if (ago !== undefined) chosen(toSecond(clock.now() - ago));
  };
  const shown = at ? 'at' : 'now';
  return (
    <div className={classes.root}>
      <label className={classes.label}>
        {t('asOf.label')}
        <select
          className={classes.field}
          value={isOwn ? 'own' : shown}
          onChange={event => choose(event.target.value)}
        >
          <option value="now">{t('asOf.now')}</option>
          <option value="hour">{t('asOf.hour')}</option>
          <option value="day">{t('asOf.day')}</option>
          <option value="week">{t('asOf.week')}</option>
          <option value="own">{t('asOf.own')}</option>
          {at && (
            <option value="at">
              {DateTime.fromISO(at).toFormat('d LLL yyyy HH:mm')}
            </option>
          )}
        </select>
      </label>
      {isOwn && (
        <OwnTime
          begin={at ?? toSecond(clock.now())}
          latest={clock.now()}
          chosen={time => {
            setOwn(false);
            chosen(time);
          }}
        />
      )}
    </div>
  );
}

function OwnTime(props: {
  begin: string;
  latest: number;
  chosen: (at: string) => void;
}) {
  const classes = useStyles();
  const { t } = useFleetText();
  const [local, setLocal] = useState(
    DateTime.fromISO(props.begin).toFormat(LOCAL),
  );
  const time = DateTime.fromISO(local);
  const utc = time.isValid ? toSecond(time.toMillis()) : undefined;
  const isFuture = time.isValid && time.toMillis() > props.latest;
  const send = () => {
    if (utc && !isFuture) props.chosen(utc);
  };
  return (
    <div className={classes.root}>
      <label className={classes.label}>
        {t('asOf.time')}
        <input
          type="datetime-local"
          className={classes.field}
          value={local}
          max={DateTime.fromMillis(props.latest).toFormat(LOCAL)}
          required
          // It was just asked for.
          autoFocus // eslint-disable-line jsx-a11y/no-autofocus
          onChange={event => setLocal(event.target.value)}
          onKeyDown={event => {
            if (event.key === 'Enter') send();
          }}
        />
      </label>
      <output className={classes.utc}>
        {isFuture ? t('asOf.future') : utc && absoluteTime(utc)?.utc}
      </output>
      <button
        type="button"
        className={classes.show}
        disabled={!utc || isFuture}
        onClick={send}
      >
        {t('asOf.show')}
      </button>
    </div>
  );
}

/** More exact it is not asked. */
function toSecond(time: number): string {
  return DateTime.fromMillis(Math.floor(time / 1_000) * 1_000, {
    zone: 'utc',
  }).toISO({ suppressMilliseconds: true }) as string;
}
