import { useEffect, useState } from 'preact/hooks'
import { ArticleText } from '../../article-view/article-text.tsx'
import { readAnswerRow } from '../../core/content/answers-kind.ts'
import { readEntryRow } from '../../core/content/articles-kind.ts'
import { readBranchRow } from '../../core/content/branches-kind.ts'
import { readPointRow } from '../../core/content/collection-points-kind.ts'
import { readContactRow } from '../../core/content/contacts-kind.ts'
import { readFacilityRow } from '../../core/content/facility-rows.ts'
import type { PackRow } from '../../core/content/pack-kind.ts'
import type { PackName } from '../../core/content/pack-kinds.ts'
import { readPayeeRow } from '../../core/content/payees-kind.ts'
import { readServiceRow } from '../../core/content/services-kind.ts'
import { listFields } from '../../core/services/service-definition.ts'
import { serviceText } from '../../core/services/service-pack.ts'
import { BranchFacts, FacilityFacts, type PlaceWords, PointFacts } from '../../directory-view/place-facts.tsx'
import { type Language, languageNames, languages } from '../../i18n/languages.ts'
import { useKept } from '../desk-context.ts'
import { tOffice } from '../office-texts.ts'
import { loadLookupWords } from './lookup-words.ts'
import type { Places } from './pack-files.ts'

type RowPreviewProps = { name: PackName; row: PackRow; places: Places }

/** A row as a phone of 320 px shows it, by the wallet's own components, in a language of choice. */
export function RowPreview({ name, row, places }: RowPreviewProps) {
  const [language, setLanguage] = useKept<Language>('content language', 'vi')
  const [words, setWords] = useState<PlaceWords>()
  useEffect(() => {
    let isOutdated = false
    loadLookupWords(language).then(
      (loaded) => {
        if (!isOutdated) setWords(loaded)
      },
      () => {},
    )
    return () => {
      isOutdated = true
    }
  }, [language])
  const Preview = previews[name]
  return (
    <section class="content-preview" aria-label={tOffice('content.preview')}>
      <fieldset class="kinds">
        <legend>{tOffice('content.preview')}</legend>
        {languages.map((each) => (
          <label key={each}>
            <input
              type="radio"
              name="preview-language"
              checked={each === language}
              onChange={() => setLanguage(each)}
            />
            <span lang={each}>{languageNames[each]}</span>
          </label>
        ))}
      </fieldset>
      {words && (
        <div class="content-phone" lang={words.language}>
          <p class="content-phone-title" translate={false}>
            {row['name'] ?? row['title']}
          </p>
          <Preview row={row} places={places} words={words} />
        </div>
      )}
    </section>
  )
}

type PreviewProps = { row: PackRow; places: Places; words: PlaceWords }

/** How the rows of each kind of pack look on a phone. */
const previews: Readonly<Record<PackName, (props: PreviewProps) => preact.JSX.Element | null>> = {
  facilities({ row, places, words }) {
    const facility = readFacilityRow(row, places.known)
    if (!facility.ok) return <Unreadable />
    const { wardCode, provinceCode, phone } = facility.value
    const place = namePlaces([wardCode, provinceCode], places)
    return <FacilityFacts facility={facility.value} place={place} phone={phone} words={words} />
  },
  branches({ row, places, words }) {
    const branch = readBranchRow(row, places.known)
    if (!branch.ok) return <Unreadable />
    const place = namePlaces([branch.value.provinceCode], places)
    const wards = namePlaces(branch.value.wards ?? [], places)
    return <BranchFacts branch={branch.value} place={place} wards={wards} words={words} />
  },
  'collection-points'({ row, places, words }) {
    const point = readPointRow(row, places.known)
    if (!point.ok) return <Unreadable />
    const { wardCode, provinceCode, phone, hours } = point.value
    const place = namePlaces([wardCode, provinceCode], places)
    return <PointFacts point={point.value} place={place} phone={phone} hours={hours} words={words} />
  },
  payees({ row }) {
    const payee = readPayeeRow(row)
    if (!payee.ok) return <Unreadable />
    return (
      <p translate={false}>
        {payee.value.account} – {payee.value.bankName} ({payee.value.bin})
      </p>
    )
  },
  services({ row, words }) {
    const service = readServiceRow(row)
    if (!service) return <Unreadable />
    const write = (key: string) => serviceText(service, words.language, key)?.text
    return (
      <>
        <p>{write('title')}</p>
        <p>{write('about')}</p>
        <ul>
          {listFields(service.definition).map(({ id }) => (
            <li key={id}>{write(`field.${id}`) ?? id}</li>
          ))}
        </ul>
      </>
    )
  },
  contacts: ContactPreview,
  answers({ row }) {
    const answer = readAnswerRow(row)
    if (!answer) return row['phrases'] === undefined ? <Unreadable /> : null
    return (
      <>
        <ArticleText article={answer.body} />
        {answer.actions.map(({ route, text }) => (
          <p key={route}>{text}</p>
        ))}
        <p class="small">{answer.source}</p>
      </>
    )
  },
  guides: EntryPreview,
  news: EntryPreview,
}

function ContactPreview({ row }: PreviewProps) {
  const contact = readContactRow(row)
  if (!contact.ok) return <Unreadable />
  return (
    <p>
      <span translate={false}>{contact.value.value}</span>: {contact.value.name}
    </p>
  )
}

function EntryPreview({ row, places }: PreviewProps) {
  const entry = readEntryRow(row, places.known)
  if (!entry.ok) return <Unreadable />
  const { summary, body, source } = entry.value
  return (
    <>
      {summary && <p>{summary}</p>}
      <ArticleText article={body} />
      <p class="small">{source}</p>
    </>
  )
}

function Unreadable() {
  return <p class="validation-error">{tOffice('content.notShown')}</p>
}

function namePlaces(codes: readonly (string | undefined)[], { names }: Places): string {
  return codes.flatMap((code) => (code === undefined ? [] : (names.get(code) ?? code))).join(', ')
}
