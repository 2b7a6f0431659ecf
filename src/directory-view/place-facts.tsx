import type { ComponentChildren } from 'preact'
import type { CollectionPoint } from '../core/directory/collection-points.ts'
import type { Facility } from '../core/directory/facility.ts'
import type { Branch } from '../core/registration/branches.ts'
import type { LookupTextKey } from '../i18n/keys.ts'
import type { Language } from '../i18n/languages.ts'
import type { Translate } from '../i18n/translate.ts'
import { writeDate } from '../i18n/written-forms.ts'

/** In which words a place is described. */
export type PlaceWords = { readonly t: Translate<LookupTextKey>; readonly language: Language }

type Fact = readonly [term: string, value: ComponentChildren]

/** What is known, each under its term; what is not, in one line. */
function Facts({ facts, words: { t } }: { facts: readonly Fact[]; words: PlaceWords }) {
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
      {unknown.length > 0 && <p class="small">{t('lookup.unknown', { what: unknown.join(', ') })}</p>}
    </>
  )
}

type FacilityFactsProps = {
  facility: Facility
  place: string
  phone: string | undefined
  /** Hours, and what the desk takes, are said elsewhere on the page. */
  isVisitSaid?: boolean
  words: PlaceWords
}

/** What the directory says of a facility. */
export function FacilityFacts({ facility, place, phone, isVisitSaid = false, words }: FacilityFactsProps) {
  const { t, language } = words
  const { code, level, score, formerTier, contract, issuesC65, takesLiveCode, hours, address } = facility
  const write = (date: NonNullable<typeof contract>['from']) => writeDate(date, language)
  const valid =
    contract &&
    (contract.to
      ? t('lookup.contract.until', { from: write(contract.from), to: write(contract.to) })
      : t('lookup.contract.from', { from: write(contract.from) }))
  const ranked =
    level && [t(`lookup.level.${level}`), score && t(`lookup.score.${score}`)].filter(Boolean).join(', ')
  const desk = takesLiveCode !== undefined && t(takesLiveCode ? 'lookup.desk.yes' : 'lookup.desk.no')
  const visit: readonly Fact[] = [
    [t('lookup.hours'), hours],
    [t('lookup.atDesk'), desk],
  ]
  return (
    <Facts
      words={words}
      facts={[
        [t('lookup.code'), <span translate={false}>{code}</span>],
        [t('lookup.place'), place],
        [t('lookup.address'), address],
        [t('lookup.phone'), phone],
        [t('lookup.level'), ranked],
        [t('lookup.tier'), formerTier && t(`lookup.tier.${formerTier}`)],
        [t('lookup.contract'), valid],
        [t('lookup.c65'), issuesC65 !== undefined && t(issuesC65 ? 'lookup.c65.yes' : 'lookup.c65.no')],
        ...(isVisitSaid ? [] : visit),
      ]}
    />
  )
}

type BranchFactsProps = {
  branch: Branch
  place: string
  /** Names of the wards that it serves. */
  wards: string
  /** The districts of before July 2025 that these were part of; absent where they are not looked for. */
  formerDistricts?: readonly string[]
  words: PlaceWords
}

/** What the directory says of an office. */
export function BranchFacts({ branch, place, wards, formerDistricts, words }: BranchFactsProps) {
  const { t } = words
  return (
    <Facts
      words={words}
      facts={[
        [t('lookup.branchCode'), <span translate={false}>{branch.code}</span>],
        [t('lookup.place'), place],
        [t('lookup.address'), branch.address],
        [t('lookup.serves'), branch.wards ? wards : place],
        ...(formerDistricts ? [[t('lookup.formerDistricts'), formerDistricts.join(', ')] as const] : []),
      ]}
    />
  )
}

type PointFactsProps = {
  point: CollectionPoint
  place: string
  phone: string | undefined
  /** Its hours as they are shown. */
  hours: ComponentChildren
  words: PlaceWords
}

/** What the directory says of a collection point. */
export function PointFacts({ point: { code, address }, place, phone, hours, words }: PointFactsProps) {
  const { t } = words
  return (
    <Facts
      words={words}
      facts={[
        [t('lookup.pointCode'), <span translate={false}>{code}</span>],
        [t('lookup.place'), place],
        [t('lookup.address'), address],
        [t('lookup.phone'), phone],
        [t('lookup.hours'), hours],
      ]}
    />
  )
}
