import type { ComponentChildren } from 'preact'
import { useEffect, useState } from 'preact/hooks'
import type { CollectionPoint } from '../../../core/directory/collection-points.ts'
import type { Facility } from '../../../core/directory/facility.ts'
import type { Branch } from '../../../core/registration/branches.ts'
import { writeDate } from '../../../i18n/written-forms.ts'
import { loadAddressBook } from '../../addresses/load-address-book.ts'
import { useApp } from '../../app-state.ts'
import { tLookup } from '../../texts/lookup-texts.ts'
import { OpeningHours } from './opening-hours.tsx'

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

/** What the directory says of a facility, beside what `BeforeGoing` says. */
export function FacilityFacts({ facility, place, phone }: FacilityFactsProps) {
  const { language } = useApp()
  const { code, level, score, formerTier, contract, issuesC65, address } = facility
  const write = (date: NonNullable<typeof contract>['from']) => writeDate(date, language)
  const valid =
    contract &&
    (contract.to
      ? tLookup('lookup.contract.until', { from: write(contract.from), to: write(contract.to) })
      : tLookup('lookup.contract.from', { from: write(contract.from) }))
  const ranked =
    level &&
    [tLookup(`lookup.level.${level}`), score && tLookup(`lookup.score.${score}`)].filter(Boolean).join(', ')
  return (
    <Facts
      facts={[
        [tLookup('lookup.code'), <span translate={false}>{code}</span>],
        [tLookup('lookup.place'), place],
        [tLookup('lookup.address'), address],
        [tLookup('lookup.phone'), phone],
        [tLookup('lookup.level'), ranked],
        [tLookup('lookup.tier'), formerTier && tLookup(`lookup.tier.${formerTier}`)],
        [tLookup('lookup.contract'), valid],
        [
          tLookup('lookup.c65'),
          issuesC65 !== undefined && tLookup(issuesC65 ? 'lookup.c65.yes' : 'lookup.c65.no'),
        ],
      ]}
    />
  )
}

type BranchFactsProps = { branch: Branch; place: string; formerDistricts: readonly string[] }

/** What is known of an office: which wards it serves today, and the districts of before that these were. */
export function BranchFacts({ branch, place, formerDistricts }: BranchFactsProps) {
  const wards = useWardNames(branch.wards)
  return (
    <Facts
      facts={[
        [tLookup('lookup.branchCode'), <span translate={false}>{branch.code}</span>],
        [tLookup('lookup.place'), place],
        [tLookup('lookup.address'), branch.address],
        [tLookup('lookup.serves'), branch.wards ? wards : place],
        [tLookup('lookup.formerDistricts'), formerDistricts.join(', ')],
      ]}
    />
  )
}

type PointFactsProps = { point: CollectionPoint; place: string; phone: string | undefined }

/** What is known of a collection point. */
export function PointFacts({ point: { code, address, hours }, place, phone }: PointFactsProps) {
  return (
    <Facts
      facts={[
        [tLookup('lookup.pointCode'), <span translate={false}>{code}</span>],
        [tLookup('lookup.place'), place],
        [tLookup('lookup.address'), address],
        [tLookup('lookup.phone'), phone],
        [tLookup('lookup.hours'), hours && <OpeningHours hours={hours} />],
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
