import { Link } from '@backstage/core-components';
import type { FleetDriftEpisodeDetail } from '@fleetview/backstage-plugin-fleet-common';
import {
  engineName,
  EntityLink,
  FieldList,
  shortVersion,
  Since,
  StatusMark,
  UntrustedAddress,
  UntrustedText,
  useNow,
  shortTime,
} from '@fleetview/backstage-plugin-fleet-react';
import { GoodUntil } from '../../policy/GoodUntil';
import { useFleetLinks } from '../../routing';
import { useText } from '../../translation';
import { DriftAgeText } from '../DriftAgeText';
import { DriftClassMark } from '../DriftClassMark';
import { becauseWords, resourceWords } from '../driftWords';
import { AuditLogView } from './AuditLogView';
import { AuthorView } from './AuthorView';
import { useEndWords } from './useEndWords';

const BASES = ['last-applied', 'desired', 'ownership', 'engine'] as const;

/** What is said of an episode besides what differs. */
export function EpisodeFields(props: { detail: FleetDriftEpisodeDetail }) {
  const { episode, basis, source, auditLog } = props.detail;
  const { cluster, delivery, author, ended, flaps, ignored } = episode;
  const t = useText();
  const links = useFleetLinks();
  const now = useNow(60_000);
  const endWords = useEndWords();
  const { unconfirmed, desiredRevision, appliedRevision } = episode;
  const unseenSince =
    unconfirmed && (shortTime(unconfirmed.since, now) ?? unconfirmed.since);
  return (
    <FieldList
      title={t('drift.detail.title')}
      fields={[
        {
          name: t('drift.detail.class'),
          value: (
            <DriftClassMark
              driftClass={episode.class}
              isUnconfirmed={unconfirmed !== undefined}
            />
          ),
        },
        {
          name: t('drift.detail.why'),
          value: (
            <UntrustedText text={becauseWords(episode.because, t)} block />
          ),
        },
        {
          name: t('drift.detail.author'),
          value: author ? <AuthorView author={author} /> : t('drift.noAuthor'),
        },
        {
          name: t('drift.auditLog.title'),
          value: auditLog && (
            <AuditLogView auditLog={auditLog} cluster={cluster.name} />
          ),
        },
        {
          name: ended ? t('drift.detail.lasted') : t('drift.detail.age'),
          value: <DriftAgeText episode={episode} isLong />,
        },
        { name: t('drift.detail.state'), value: ended && endWords(ended) },
        {
          name: t('drift.detail.lastSeen'),
          value: unconfirmed ? (
            <>
              <StatusMark status={{ key: 'unknown', stale: false }} glyphOnly />{' '}
              {t('drift.unconfirmedSince', { time: unseenSince ?? '' })}
              {unconfirmed.reason && (
                <div>
                  <UntrustedText text={unconfirmed.reason} block />
                </div>
              )}
            </>
          ) : (
            <Since at={episode.lastObservedAt} ago />
          ),
        },
        {
          name: t('drift.detail.flaps'),
          value: flaps > 0 && t('drift.flaps', { count: flaps }),
        },
        {
          name: t('drift.detail.message'),
          value: episode.message && (
            <UntrustedText text={episode.message} block />
          ),
        },
        {
          name: t('drift.detail.ignored'),
          value: ignored && (
            <Link to={links.exceptions({ detail: [ignored.exceptionId] })}>
              <GoodUntil until={ignored.until} />
            </Link>
          ),
        },
        {
          name: t('drift.detail.cluster'),
          value: (
            <Link to={links.cluster(cluster.id, { tab: 'drift' })}>
              <UntrustedText text={cluster.name} inline />
            </Link>
          ),
        },
        {
          name: t('drift.detail.environment'),
          value: <UntrustedText text={episode.environment} inline />,
        },
        {
          name: t('drift.detail.component'),
          value: episode.entityRef && <EntityLink entity={episode.entityRef} />,
        },
        {
          name: t('drift.detail.owner'),
          value: episode.owner && <EntityLink entity={episode.owner} />,
        },
        {
          name: t('drift.detail.delivery'),
          value: (
            <>
              <UntrustedText
                inline
                text={`${engineName(episode.engine)} ${resourceWords({
                  group: '',
                  ...delivery,
                })}`}
              />
              {' · '}
              <Link to={links.cluster(delivery.observer.id)}>
                <UntrustedText text={delivery.observer.name} inline />
              </Link>
            </>
          ),
        },
        {
          name: t('drift.detail.source'),
          value: source && (
            <>
              {source.repository && (
                <UntrustedAddress address={source.repository} />
              )}{' '}
              <UntrustedText
                inline
                text={[source.path, source.chart].filter(Boolean).join(' ')}
              />
            </>
          ),
        },
        {
          name: t('drift.detail.revision'),
          value: (desiredRevision || appliedRevision) && (
            <UntrustedText
              inline
              text={t('drift.detail.revisions', {
                applied: appliedRevision
                  ? shortVersion(appliedRevision)
                  : t('none'),
                desired: desiredRevision
                  ? shortVersion(desiredRevision)
                  : t('none'),
              })}
            />
          ),
        },
        {
          name: t('drift.detail.basis'),
          value: t(
            `drift.detail.bases.${
              BASES.find(each => each === basis) ?? 'engine'
            }`,
          ),
        },
        {
          name: t('drift.detail.seenBy'),
          value:
            episode.seenBy === 'watch'
              ? t('drift.detail.seenByWatch')
              : engineName(episode.seenBy),
        },
      ]}
    />
  );
}
