import { makeStyles } from '@material-ui/core/styles';
import {
  COMPLIANCE_SEVERITIES,
  type FleetCompliance,
} from '@fleetview/backstage-plugin-fleet-common';
import { Section } from '../shared';
import { useText } from '../translation';

type Formula = NonNullable<FleetCompliance['formula']>;

const useStyles = makeStyles(
  theme => ({
    list: {
      margin: 0,
      paddingLeft: theme.spacing(2.5),
      fontSize: 13,
      color: theme.palette.text.secondary,
      fontVariantNumeric: 'tabular-nums',
    },
    wrong: { color: theme.palette.text.primary, fontWeight: 600 },
  }),
  { name: 'FleetComplianceFormula' },
);

/** What scores and grades are computed with, so that anybody can work them out. */
export function ComplianceFormula({ formula }: { formula: Formula }) {
  const classes = useStyles();
  const t = useText();
  const nameOf = (severity: (typeof COMPLIANCE_SEVERITIES)[number]) =>
    severity === 'unknown'
      ? t('compliance.formula.noSeverity')
      : t(`findings.severities.${severity}`);
  const percent = (share: number) =>
    (share * 100).toLocaleString('en', { maximumFractionDigits: 2 });
  const { A, B, C, D } = formula.grades;
  return (
    <Section title={t('compliance.formula.title')}>
      <ul className={classes.list}>
        <li>{t(`compliance.formula.origin.${formula.origin}`)}</li>
        <li>
          {t('compliance.formula.score', {
            share: formula.warnShare.toLocaleString('en'),
          })}
        </li>
        <li>
          {`${t('compliance.formula.weights')}: ${COMPLIANCE_SEVERITIES.map(
            each =>
              `${nameOf(each)} ${formula.weights[each].toLocaleString('en')}`,
          ).join(' · ')}`}
        </li>
        <li>
          {t('compliance.formula.grades', {
            A: percent(A),
            B: percent(B),
            C: percent(C),
            D: percent(D),
          })}
        </li>
        <li>
          {t('compliance.formula.coverage', {
            least: percent(formula.coverageForGrade),
          })}
        </li>
        {formula.expectations > 0 && (
          <li>
            {t('compliance.formula.expectations', {
              amount: formula.expectations.toLocaleString('en'),
            })}
          </li>
        )}
        {Boolean(formula.expectationsOfNoCluster) && (
          <li className={classes.wrong}>
            {t('compliance.formula.ofNoCluster', {
              amount: (formula.expectationsOfNoCluster ?? 0).toLocaleString(
                'en',
              ),
            })}
          </li>
        )}
        <li>
          {`${t('compliance.formula.days')}: ${COMPLIANCE_SEVERITIES.map(
            each => {
              const days = formula.repairWithinDays[each];
              return `${nameOf(each)} ${
                days === 'unlimited'
                  ? t('compliance.formula.unlimited')
                  : t('compliance.formula.inDays', {
                      days: days.toLocaleString('en'),
                    })
              }`;
            },
          ).join(' · ')}`}
        </li>
      </ul>
    </Section>
  );
}
