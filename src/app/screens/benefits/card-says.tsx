import type { ComponentChildren } from 'preact'
import { findOldProvince } from '../../../core/address/old-provinces.ts'
import type { BenefitLevel } from '../../../core/card/benefit-level.ts'
import { parseBhytNumber } from '../../../core/card/bhyt-number.ts'
import type { CardFace } from '../../../core/card/card.ts'
import { findParticipantGroup } from '../../../core/card/participant-groups.ts'
import type { PartialDate } from '../../../core/dates/partial-date.ts'
import { coverSources, findRaisedLevel } from '../../../core/rules/coverage.ts'
import { sayCover } from '../../texts/cover-texts.ts'
import { LawSource } from './law-source.tsx'
import { ReferenceAmount } from './reference-amount-note.tsx'

type SaysProps = { face: CardFace; level: BenefitLevel | undefined; date: PartialDate }

/** What stands on the card, one thing after the other, in plain words. */
export function CardSays({ face, level, date }: SaysProps) {
  const number = parseBhytNumber(face.bhytNumber)
  const parts = number.ok && number.value.form === 'card-15' ? number.value : undefined
  return (
    <section aria-labelledby="on-card">
      <h2 id="on-card">{sayCover('cover.onCard')}</h2>
      <dl class="says">
        <Says term={sayCover('cover.level')}>
          <Level level={level} group={parts?.participantGroup} date={date} />
        </Says>
        <Says term={sayCover('cover.group')}>
          <Group code={parts?.participantGroup} />
        </Says>
        {parts && (
          <Says term={sayCover('cover.province')}>
            <p class="said">
              {[parts.province, findOldProvince(parts.province)].filter(Boolean).join(' – ')}
            </p>
            <p class="small">{sayCover('cover.provinceOld')}</p>
          </Says>
        )}
        <Says term={sayCover('cover.facility')}>
          <Facility face={face} />
        </Says>
        <Says term={sayCover('cover.area')}>
          <p class={face.livingArea && 'said'}>
            {sayCover(face.livingArea ? `cover.area${face.livingArea}` : 'cover.areaNone')}
          </p>
          {face.livingArea && (
            <>
              <p class="small">{sayCover('cover.areaMeaning')}</p>
              <LawSource source={coverSources.area} />
            </>
          )}
        </Says>
      </dl>
    </section>
  )
}

function Says({ term, children }: { term: string; children: ComponentChildren }) {
  return (
    <div>
      <dt>{term}</dt>
      <dd>{children}</dd>
    </div>
  )
}

function Level({
  level,
  group,
  date,
}: {
  level: BenefitLevel | undefined
  group: string | undefined
  date: PartialDate
}) {
  if (!level) return <p>{sayCover('cover.levelNone')}</p>
  const raised = group && findRaisedLevel(group, level, date)
  return (
    <>
      <p class="said">{sayCover(`cover.level${level}`)}</p>
      {(level === 3 || level === 4) && (
        <>
          <p class="small">{sayCover('cover.levelExceptions')}</p>
          <ReferenceAmount part="low-cost" date={date} />
        </>
      )}
      {raised && (
        <p class="small">
          {sayCover('cover.levelRaised', { level })} {sayCover('cover.likely')}
        </p>
      )}
      <p class="small">{sayCover('cover.levelDigit')}</p>
      <LawSource source={raised ? [coverSources.levels, raised.source] : coverSources.levels} />
    </>
  )
}

function Group({ code }: { code: string | undefined }) {
  if (!code) return <p>{sayCover('cover.groupNone')}</p>
  const { name, payer } = findParticipantGroup(code) ?? {}
  return (
    <>
      {name ? (
        <p class="said" lang="vi">
          {code} – {name}
        </p>
      ) : (
        <p>{sayCover('cover.groupUnknown', { code })}</p>
      )}
      {payer && <p class="small">{sayCover(`cover.payer${payer}`)}.</p>}
      <p class="small">{sayCover('cover.groupSeveral')}</p>
      <LawSource source={coverSources.severalGroups} />
    </>
  )
}

function Facility({ face: { facilityCode, facilityName } }: { face: CardFace }) {
  if (!facilityCode && !facilityName) return <p>{sayCover('cover.facilityNone')}</p>
  const province = facilityCode && findOldProvince(facilityCode.slice(0, 2))
  const code = facilityCode && `${facilityCode.slice(0, 2)}-${facilityCode.slice(2)}`
  return (
    <>
      <p class="said" lang="vi">
        {facilityName}
        {facilityName && code && ' · '}
        {code && <span class="unbroken">{province ? `${code},` : code}</span>}
        {province && ` ${province}`}
      </p>
      <p class="small">{sayCover('cover.facilityMeaning')}</p>
      <LawSource source={coverSources.facilityChange} />
    </>
  )
}
