import type { ComponentChildren } from 'preact'
import { findOldProvince } from '../../../core/address/old-provinces.ts'
import type { BenefitLevel } from '../../../core/card/benefit-level.ts'
import { parseBhytNumber } from '../../../core/card/bhyt-number.ts'
import type { CardFace } from '../../../core/card/card.ts'
import { findParticipantGroup } from '../../../core/card/participant-groups.ts'
import type { PartialDate } from '../../../core/dates/partial-date.ts'
import { coverSources, findRaisedLevel } from '../../../core/rules/coverage.ts'
import { tBenefits } from '../../texts/benefits-texts.ts'
import { LawSource } from './law-source.tsx'
import { ReferenceAmountNote } from './reference-amount-note.tsx'

type CardFactsProps = { face: CardFace; level: BenefitLevel | undefined; date: PartialDate }

/** What stands on the card, one thing after the other, in plain words. */
export function CardFacts({ face, level, date }: CardFactsProps) {
  const number = parseBhytNumber(face.bhytNumber)
  const parts = number.ok && number.value.form === 'card-15' ? number.value : undefined
  return (
    <section aria-labelledby="on-card">
      <h2 id="on-card">{tBenefits('cover.onCard')}</h2>
      <dl class="says">
        <Fact term={tBenefits('cover.level')}>
          <Level level={level} group={parts?.participantGroup} date={date} />
        </Fact>
        <Fact term={tBenefits('cover.group')}>
          <Group code={parts?.participantGroup} />
        </Fact>
        {parts && (
          <Fact term={tBenefits('cover.province')}>
            <p class="said">
              {[parts.province, findOldProvince(parts.province)].filter(Boolean).join(' – ')}
            </p>
            <p class="small">{tBenefits('cover.provinceOld')}</p>
          </Fact>
        )}
        <Fact term={tBenefits('cover.facility')}>
          <Facility face={face} />
        </Fact>
        <Fact term={tBenefits('cover.area')}>
          <p class={face.livingArea && 'said'}>
            {tBenefits(face.livingArea ? `cover.area${face.livingArea}` : 'cover.areaNone')}
          </p>
          {face.livingArea && (
            <>
              <p class="small">{tBenefits('cover.areaMeaning')}</p>
              <LawSource source={coverSources.area} />
            </>
          )}
        </Fact>
      </dl>
    </section>
  )
}

function Fact({ term, children }: { term: string; children: ComponentChildren }) {
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
  if (!level) return <p>{tBenefits('cover.levelNone')}</p>
  const raised = group && findRaisedLevel(group, level, date)
  return (
    <>
      <p class="said">{tBenefits(`cover.level${level}`)}</p>
      {(level === 3 || level === 4) && (
        <>
          <p class="small">{tBenefits('cover.levelExceptions')}</p>
          <ReferenceAmountNote part="low-cost" date={date} />
        </>
      )}
      {raised && (
        <p class="small">
          {tBenefits('cover.levelRaised', { level })} {tBenefits('cover.likely')}
        </p>
      )}
      <p class="small">{tBenefits('cover.levelDigit')}</p>
      <LawSource source={raised ? [coverSources.levels, raised.source] : coverSources.levels} />
    </>
  )
}

function Group({ code }: { code: string | undefined }) {
  if (!code) return <p>{tBenefits('cover.groupNone')}</p>
  const { name, payer } = findParticipantGroup(code) ?? {}
  return (
    <>
      {name ? (
        <p class="said" lang="vi">
          {code} – {name}
        </p>
      ) : (
        <p>{tBenefits('cover.groupUnknown', { code })}</p>
      )}
      {payer && <p class="small">{tBenefits(`cover.payer${payer}`)}.</p>}
      <p class="small">{tBenefits('cover.groupSeveral')}</p>
      <LawSource source={coverSources.severalGroups} />
    </>
  )
}

function Facility({ face: { facilityCode, facilityName } }: { face: CardFace }) {
  if (!facilityCode && !facilityName) return <p>{tBenefits('cover.facilityNone')}</p>
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
      <p class="small">{tBenefits('cover.facilityMeaning')}</p>
      <LawSource source={coverSources.facilityChange} />
    </>
  )
}
