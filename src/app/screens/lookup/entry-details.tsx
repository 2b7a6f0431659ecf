import type { ComponentChildren } from 'preact'
import { useEffect, useRef, useState } from 'preact/hooks'
import { Icon } from '../../../card-view/icon.tsx'
import type { DirectoryEntry } from '../../../core/directory/directory.ts'
import type { Facility } from '../../../core/directory/facility.ts'
import type { Branch } from '../../../core/registration/branches.ts'
import { writeDate } from '../../../i18n/written-forms.ts'
import { saveFavourite } from '../../../wallet/content/favourites.ts'
import { loadAddressBook } from '../../addresses/load-address-book.ts'
import { useApp } from '../../app-state.ts'
import { CardChoice, useCardChoice } from '../../components/card-choice.tsx'
import { tLookup } from '../../texts/lookup-texts.ts'
import { BringAlong } from '../benefits/bring-along.tsx'
import { kindOf, nameOf, placeOf } from './entry-list.tsx'
import { linkToMap } from './link-to-map.ts'
import { PaidHere } from './paid-here.tsx'

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
  const { db } = useApp()
  const choice = useCardChoice()
  const heading = useRef<HTMLHeadingElement>(null)
  const [said, setSaid] = useState('')
  useEffect(() => {
    scrollTo(0, 0)
    heading.current?.focus()
  }, [entry.key])
  const facility = entry.type === 'facility' ? entry.facility : undefined
  const phone = isOld ? undefined : facility?.phone
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
  return (
    <div class="page lookup-entry">
      <button type="button" class="up plain" onClick={onClose}>
        <Icon name="back" />
        {tLookup('lookup.back')}
      </button>
      <h1 ref={heading} tabIndex={-1} translate={false}>
        {nameOf(entry)}
      </h1>
      <p>{[kindOf(entry), placeOf(entry)].filter(Boolean).join(' · ')}</p>
      {facility?.specimen && <p class="notice">{tLookup('lookup.invented')}</p>}
      {facility && (
        <section aria-labelledby="paid-here">
          <h2 id="paid-here">{tLookup('lookup.withCard')}</h2>
          <CardChoice {...choice} />
          <PaidHere facility={facility} card={choice.card} />
        </section>
      )}
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
      {entry.type === 'branch' ? (
        <BranchFacts branch={entry.branch} place={placeOf(entry)} />
      ) : (
        <FacilityFacts facility={entry.facility} place={placeOf(entry)} phone={phone} />
      )}
      {facility && choice.card && <BringAlong face={choice.card.face} />}
    </div>
  )
}

type Fact = readonly [term: string, value: ComponentChildren]

/** What is known, each under its term; what is not, in one line. */
function Facts({ facts }: { facts: readonly Fact[] }) {
  const unknown = facts.filter(([, value]) => !value).map(([term]) => term)
  return (
    <>
      <dl class="facts">
        {facts.map(
          ([term, value]) =>
            value && (
              <div key={term}>
                <dt>{term}</dt>
                <dd>{value}</dd>
              </div>
            ),
        )}
      </dl>
      {unknown.length > 0 && <p class="small">{tLookup('lookup.unknown', { what: unknown.join(', ') })}</p>}
    </>
  )
}

type FacilityFactsProps = { facility: Facility; place: string; phone: string | undefined }

function FacilityFacts({ facility, place, phone }: FacilityFactsProps) {
  const { language } = useApp()
  const { code, level, formerTier, contract, issuesC65, takesLiveCode, hours, address } = facility
  const write = (date: NonNullable<typeof contract>['from']) => writeDate(date, language)
  const valid =
    contract &&
    (contract.to
      ? tLookup('lookup.contract.until', { from: write(contract.from), to: write(contract.to) })
      : tLookup('lookup.contract.from', { from: write(contract.from) }))
  return (
    <Facts
      facts={[
        [tLookup('lookup.code'), <span translate={false}>{code}</span>],
        [tLookup('lookup.place'), place],
        [tLookup('lookup.address'), address],
        [tLookup('lookup.phone'), phone],
        [tLookup('lookup.hours'), hours],
        [tLookup('lookup.level'), level && tLookup(`lookup.level.${level}`)],
        [tLookup('lookup.tier'), formerTier && tLookup(`lookup.tier.${formerTier}`)],
        [tLookup('lookup.contract'), valid],
        [
          tLookup('lookup.c65'),
          issuesC65 !== undefined && tLookup(issuesC65 ? 'lookup.c65.yes' : 'lookup.c65.no'),
        ],
        [
          tLookup('lookup.desk'),
          takesLiveCode !== undefined && tLookup(takesLiveCode ? 'lookup.desk.yes' : 'lookup.desk.no'),
        ],
      ]}
    />
  )
}

function BranchFacts({ branch, place }: { branch: Branch; place: string }) {
  const wards = useWardNames(branch.wards)
  return (
    <Facts
      facts={[
        [tLookup('lookup.branchCode'), <span translate={false}>{branch.code}</span>],
        [tLookup('lookup.place'), place],
        [tLookup('lookup.address'), branch.address],
        [tLookup('lookup.serves'), branch.wards ? wards : place],
      ]}
    />
  )
}

function useWardNames(codes: readonly string[] | undefined): string {
  const [names, setNames] = useState('')
  useEffect(() => {
    let isGone = false
    void loadAddressBook().then((book) => {
      const wards = book?.provinces.flatMap((province) => province.wards) ?? []
      const named = wards.filter(({ code }) => codes?.includes(code)).map(({ name }) => name)
      if (!isGone) setNames(named.join(', '))
    })
    return () => {
      isGone = true
    }
  }, [codes])
  return names
}
