import { makeStyles } from '@material-ui/core/styles';
import type { FleetCompliance } from '@fleetview/backstage-plugin-fleet-common';
import { StatusMark } from '@fleetview/backstage-plugin-fleet-react';
import { statusKeyOfResult } from '../policy/findingStatus';
import { useText } from '../translation';
import { coverageText, percentText } from './percentText';

const useStyles = makeStyles(
  theme => ({
    score: {
      display: 'flex',
      alignItems: 'baseline',
      flexWrap: 'wrap',
      gap: theme.spacing(0, 1.5),
      fontVariantNumeric: 'tabular-nums',
    },
    number: { fontSize: 34, fontWeight: 600, lineHeight: '42px' },
    grade: { fontSize: 18, fontWeight: 600 },
    quiet: { color: theme.palette.text.secondary, fontSize: 13 },
    results: {
      display: 'flex',
      flexWrap: 'wrap',
      gap: theme.spacing(0.5, 2.5),
      listStyle: 'none',
      margin: theme.spacing(1.5, 0, 0),
      padding: 0,
      fontVariantNumeric: 'tabular-nums',
    },
  }),
  { name: 'FleetComplianceScore' },
);

type Counts = FleetCompliance['results'][number]['counts'];

/** As findings call them, the most urgent first. */
const RESULTS = [
  ['fail', 'fail'],
  ['error', 'error'],
  ['warn', 'warn'],
  ['exempt', 'exempt'],
  ['notEvaluated', 'unknown'],
  ['skip', 'skip'],
  ['pass', 'pass'],
] as const satisfies readonly [keyof Counts, string][];

/** Results that have a part in a score. */
const SCORED = ['pass', 'fail', 'warn', 'error', 'exempt'] as const;

const BASES = ['placement', 'tiers', 'lastKnown'] as const;

/** The one number with what it is of, and apart from it how much of what is expected is known. */
export function ComplianceScore(props: { compliance: FleetCompliance }) {
  const { percent, grading, evaluation, results, formula, expectedBy } =
    props.compliance;
  const classes = useStyles();
  const t = useText();
  const countOf = (name: keyof Counts) =>
    results.reduce((sum, { counts }) => sum + counts[name], 0);
  const checks = SCORED.reduce((sum, name) => sum + countOf(name), 0);
  const { evaluated, expected, missing = [] } = evaluation;
  const days = formula?.repairWithinDays.critical ?? 7;
  const amount = (count: number) => ({ amount: count.toLocaleString('en') });
  const reasons = missing.map(({ reason, count }) =>
    t(`compliance.missing.${reason}`, amount(count)),
  );
  const unexpected = props.compliance.unexpected ?? 0;
  // Where all was only last seen nothing says more than that.
  const bases =
    expectedBy && expectedBy.placement + expectedBy.tiers > 0
      ? BASES.flatMap(each =>
          expectedBy[each] > 0
            ? [t(`compliance.expectedBy.${each}`, amount(expectedBy[each]))]
            : [],
        )
      : [];
  return (
    <div>
      <div className={classes.score}>
        <span className={classes.number}>{percentText(percent)}</span>
        {grading.grade && (
          <span className={classes.grade}>
            {t('compliance.grade', { grade: grading.grade })}
          </span>
        )}
        <span className={classes.quiet}>
          {t('compliance.coverage', {
            share: coverageText(evaluated, expected),
          })}
        </span>
      </div>
      <div className={classes.quiet}>
        {t('compliance.of', {
          checks: checks.toLocaleString('en'),
          evaluated: evaluated.toLocaleString('en'),
          expected: expected.toLocaleString('en'),
        })}
      </div>
      {reasons.length > 0 && (
        <div className={classes.quiet}>
          {`${t('compliance.missing.label')}: ${reasons.join(' · ')}`}
        </div>
      )}
      {bases.length > 0 && (
        <div className={classes.quiet}>
          {`${t('compliance.expectedBy.label')}: ${bases.join(' · ')}`}
        </div>
      )}
      {unexpected > 0 && (
        <div className={classes.quiet}>
          {t('compliance.expectedBy.unexpected', amount(unexpected))}
        </div>
      )}
      {grading.noGrade && (
        <div className={classes.quiet}>
          {grading.noGrade === 'coverage'
            ? t('compliance.noGrade.coverage', {
                least: (
                  (formula?.coverageForGrade ?? 0.8) * 100
                ).toLocaleString('en', { maximumFractionDigits: 2 }),
              })
            : t(`compliance.noGrade.${grading.noGrade}`)}
        </div>
      )}
      {grading.cappedBy && (
        <div className={classes.quiet}>
          {grading.cappedBy === 'overdue-critical'
            ? t('compliance.cappedBy.overdue-critical', {
                grade: grading.grade ?? '',
                days: days.toLocaleString('en'),
              })
            : t('compliance.cappedBy.undated-critical', {
                grade: grading.grade ?? '',
              })}
        </div>
      )}
      <ul className={classes.results} aria-label={t('compliance.results')}>
        {RESULTS.flatMap(([name, result]) => {
          const count = countOf(name);
          return count === 0
            ? []
            : [
                <li key={name}>
                  <StatusMark
                    status={{ key: statusKeyOfResult(result), stale: false }}
                    word={`${count.toLocaleString('en')} ${t(
                      `findings.results.${result}`,
                    )}`}
                  />
                </li>,
              ];
        })}
      </ul>
    </div>
  );
}
