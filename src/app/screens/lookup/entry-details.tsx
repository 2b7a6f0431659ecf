import { useEffect, useRef, useState } from 'preact/hooks'
import { Icon } from '../../../card-view/icon.tsx'
import type { DirectoryEntry } from '../../../core/directory/directory.ts'
import { BranchFacts, FacilityFacts, PointFacts } from '../../../directory-view/place-facts.tsx'
import { saveFavourite } from '../../../wallet/content/favourites.ts'
import { useApp } from '../../app-state.ts'
import { useCardChoice } from '../../components/card-choice.tsx'
import { nameKind, nameOf, placeOf } from '../../directory/entry-names.ts'
import { tLookup } from '../../texts/lookup-texts.ts'
import { BringAlong } from '../benefits/bring-along.tsx'
import { BeforeGoing } from './before-going.tsx'
import { linkToMap } from './link-to-map.ts'
import { OpeningHours } from './opening-hours.tsx'
import { useWardNames } from './use-ward-names.ts'

type EntryDetailsProps = {
  entry: DirectoryEntry
  /** The directory is past its end: phone numbers are not shown. */
  isOld: boolean
  isKept: boolean
  onKeep: (keys: readonly string[]) => void
  onClose: () => void
}

/** One place, on one screen that prints: what it is, what the fund pays there, what to bring, the way. */
export function EntryDetails({ entry, isOld, isKept, onKeep, onClose }: EntryDetailsProps) {
  const { db, language } = useApp()
  const wards = useWardNames(entry.type === 'branch' ? entry.branch.wards : undefined)
  const choice = useCardChoice()
  const heading = useRef<HTMLHeadingElement>(null)
  const [said, setSaid] = useState('')
  useEffect(() => {
    scrollTo(0, 0)
    heading.current?.focus()
  }, [entry.key])
  const facility = entry.type === 'facility' ? entry.facility : undefined
  const point = entry.type === 'point' ? entry.point : undefined
  const phone = isOld ? undefined : (facility ?? point)?.phone
  const share = async () => {
    const text = [nameOf(entry), placeOf(entry)].filter(Boolean).join('\n')
    try {
      if (navigator.share) return await navigator.share({ text })
      await navigator.clipboard.writeText(text)
      setSaid(tLookup('lookup.copied'))
    } catch {
      // Whoever closes the sheet has said no: nothing to tell.
    }
  }
  const keep = () => {
    setSaid('')
    if (db)
      saveFavourite(db, entry.key, { isKept: !isKept }).then(onKeep, () => setSaid(tLookup('lookup.notKept')))
  }
  const shared = { place: placeOf(entry), words: { t: tLookup, language } }
  return (
    <div class="page lookup-entry">
      <button type="button" class="up plain" onClick={onClose}>
        <Icon name="back" />
        {tLookup('lookup.back')}
      </button>
      <h1 ref={heading} tabIndex={-1} translate={false}>
        {nameOf(entry)}
      </h1>
      <p>{[nameKind(entry), placeOf(entry)].filter(Boolean).join(' · ')}</p>
      {facility?.specimen && <p class="notice">{tLookup('lookup.invented')}</p>}
      {point?.specimen && <p class="notice">{tLookup('lookup.invented.point')}</p>}
      {facility && <BeforeGoing facility={facility} choice={choice} />}
      <div class="ways">
        {phone && (
          <a class="plain" href={`tel:${phone.replace(/ /g, '')}`}>
            {tLookup('lookup.call', { phone })}
          </a>
        )}
        <a class="plain" href={linkToMap(entry, navigator.userAgent)} rel="noreferrer">
          {tLookup('lookup.way')}
        </a>
        <button type="button" class="plain" onClick={share}>
          {tLookup('lookup.share')}
        </button>
        {db && (
          <button type="button" class="plain" aria-pressed={isKept} onClick={keep}>
            {tLookup(isKept ? 'lookup.letGo' : 'lookup.keep')}
          </button>
        )}
        <button type="button" class="plain" onClick={() => print()}>
          {tLookup('lookup.print')}
        </button>
      </div>
      <p role="status">{said}</p>
      {entry.type === 'branch' && <BranchFacts {...entry} {...shared} wards={wards} />}
      {point && (
        <PointFacts
          point={point}
          {...shared}
          phone={phone}
          hours={point.hours && <OpeningHours hours={point.hours} />}
        />
      )}
      {facility && <FacilityFacts facility={facility} {...shared} phone={phone} isVisitSaid />}
      {facility && choice.card && <BringAlong face={choice.card.face} />}
    </div>
  )
}
