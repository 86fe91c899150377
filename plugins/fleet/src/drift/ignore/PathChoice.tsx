import { UntrustedText } from '@fleetview/backstage-plugin-fleet-react';
import { useText } from '../../translation';
import { ANYTHING, type ignorablePaths } from './ignoreScope';
import { useChoiceStyles } from './useChoiceStyles';

/** What may differ: the paths that do or did in this episode, or whatever does. */
export function PathChoice(props: {
  offered: ReturnType<typeof ignorablePaths>;
  chosen: readonly string[];
  /** Whether it may be whatever differs. */
  withAnything: boolean;
  onChange: (chosen: readonly string[]) => void;
}) {
  const { offered, chosen, withAnything, onChange } = props;
  const classes = useChoiceStyles();
  const t = useText();
  const isAnything = withAnything && chosen.includes(ANYTHING);
  const toggle = (path: string) =>
    onChange(
      chosen.includes(path)
        ? chosen.filter(each => each !== path)
        : [...chosen.filter(each => each !== ANYTHING), path],
    );
  return (
    <fieldset className={classes.group}>
      <legend className={classes.legend}>{t('drift.ignore.paths')}</legend>
      {offered.paths.map(path => (
        <label key={path} className={classes.option}>
          <input
            type="checkbox"
            className={classes.input}
            checked={!isAnything && chosen.includes(path)}
            onChange={() => toggle(path)}
          />
          <span>
            <UntrustedText text={path} inline className={classes.path} />
            {offered.earlier.has(path) && (
              <span className={classes.note}> {t('drift.ignore.earlier')}</span>
            )}
          </span>
        </label>
      ))}
      {withAnything && (
        <label className={classes.option}>
          <input
            type="checkbox"
            className={classes.input}
            checked={isAnything}
            onChange={() => onChange(isAnything ? offered.paths : [ANYTHING])}
          />
          {t('drift.ignore.all')}
        </label>
      )}
      {offered.paths.length > 1 && (
        <div className={classes.note}>{t('drift.ignore.needsAll')}</div>
      )}
      {offered.hasTooLong && (
        <div className={classes.note}>{t('drift.ignore.tooLong')}</div>
      )}
      {offered.hasTooMany && (
        <div className={classes.note}>{t('drift.ignore.tooMany')}</div>
      )}
    </fieldset>
  );
}
