import { makeStyles } from '@material-ui/core/styles';
import type { FleetDriftEpisodeDetail } from '@fleetview/backstage-plugin-fleet-common';
import { UntrustedText } from '@fleetview/backstage-plugin-fleet-react';
import { IgnoreRule } from '../../deliveries/IgnoreRule';
import { placeOfRule } from '../../deliveries/ignoreRuleWords';
import { useText } from '../../translation';
import { DetailSection } from './DetailSection';

const useStyles = makeStyles(
  theme => ({
    text: { margin: theme.spacing(0, 0, 1), fontSize: 13 },
    list: { margin: 0, paddingLeft: theme.spacing(2.5) },
    names: { fontWeight: 600 },
    quiet: { color: theme.palette.text.secondary, fontSize: 13 },
  }),
  { name: 'FleetEngineRules' },
);

/** What an engine itself leaves out when it compares. Nothing where there is none. */
export function EngineRules(props: {
  detail: Pick<FleetDriftEpisodeDetail, 'rules' | 'rulesNotRead'>;
}) {
  const { rules = [], rulesNotRead = 0 } = props.detail;
  const classes = useStyles();
  const t = useText();
  if (rules.length === 0 && rulesNotRead === 0) return null;
  return (
    <DetailSection title={t('drift.rules.title')}>
      <p className={classes.text}>{t('drift.rules.text')}</p>
      <ul className={classes.list}>
        {rules.map(({ rule, applies, names }, index) => (
          <li key={`${index} ${placeOfRule(rule)}`}>
            <IgnoreRule rule={rule}>
              {names.length > 0 && (
                <div className={classes.names}>
                  <UntrustedText
                    inline
                    text={t('drift.rules.names', {
                      paths: names
                        .map(path => path || t('drift.differences.wholeObject'))
                        .join(', '),
                    })}
                  />
                </div>
              )}
              {applies !== 'yes' && (
                <div className={classes.quiet}>{t('drift.rules.unknown')}</div>
              )}
            </IgnoreRule>
          </li>
        ))}
      </ul>
      {rulesNotRead > 0 && (
        <div className={classes.quiet}>
          {t('drift.rules.notRead', { count: rulesNotRead })}
        </div>
      )}
    </DetailSection>
  );
}
