import { useEffect, useRef, useState } from 'preact/hooks'
import { findRowOf } from '../../../core/directory/care-place.ts'
import {
  type DirectoryEntry,
  type DirectoryFilter,
  listEntries,
  listNearest,
  type NearEntry,
  type Nearness,
  searchDirectory,
} from '../../../core/directory/directory.ts'
import { findCoverage } from '../../../core/rules/coverage.ts'
import { foldWords } from '../../../core/search/fold-words.ts'
import { writeDate } from '../../../i18n/written-forms.ts'
import { today } from '../../../ui/browser/today.ts'
import { readFavourites } from '../../../wallet/content/favourites.ts'
import { useApp } from '../../app-state.ts'
import { CardChoice, nameCard, useCardChoice } from '../../components/card-choice.tsx'
import { lazyScreen } from '../../components/lazy-screen.ts'
import { SubPage } from '../../components/sub-page.tsx'
import { savesData } from '../../directory/update-content.ts'
import { useDirectory } from '../../directory/use-directory.ts'
import { tLookup } from '../../texts/lookup-texts.ts'
import { registrationTexts } from '../../texts/registration-texts.ts'
import { ArticleMatches } from './article-matches.tsx'
import { EmployerSearch } from './employer-search.tsx'
import { EntryDetails } from './entry-details.tsx'
import { EntryList } from './entry-list.tsx'
import { NearTo } from './near-to.tsx'
import { OwnEmployers } from './own-employers.tsx'
import '../benefits/benefits.css'
import './lookup.css'

/** Places that are shown at once. */
const MOST_SHOWN = 20

const kinds = [
  'hospital',
  'medical-centre',
  'clinic',
  'health-station',
  'infirmary',
  'other',
  'branch',
  'point',
] as const satisfies readonly DirectoryFilter['kind'][]

/** What is looked up elsewhere than in the directory: on the cards, in the history, or at the issuer. */
const ownKinds = ['employer', 'number'] as const
type OwnKind = (typeof ownKinds)[number]

/** Asked as when registering, so it is a part of those screens, loaded when it is wanted. */
const MyNumber = lazyScreen({
  offline: 'later',
  texts: [registrationTexts],
  load: async () => (await import('../registration/registration-screens.tsx')).MyNumber,
})

/**
 * Everything that can be looked up, in one field, without a network and without telling anybody but for
 * participating employers, which say so.
 */
export function LookupScreen() {
  const { db, language } = useApp()
  const { state, retry } = useDirectory()
  const [query, setQuery] = useState('')
  const [kind, setKind] = useState<DirectoryFilter['kind']>()
  const [ownKind, setOwnKind] = useState<OwnKind>()
  const [near, setNear] = useState<Nearness>()
  const [isOnlyFull, setIsOnlyFull] = useState(false)
  const choice = useCardChoice()
  const [opened, setOpened] = useState<DirectoryEntry>()
  const [favourites, setFavourites] = useState<readonly string[]>([])
  const list = useRef<HTMLDivElement>(null)
  useEffect(() => {
    if (db) readFavourites(db).then(setFavourites, () => {})
  }, [db])
  if (state.name !== 'ready') {
    return (
      <SubPage title={tLookup('lookup.title')} up="/tien-ich">
        {state.name === 'loading' ? (
          <p role="status">{tLookup('lookup.loading')}</p>
        ) : (
          <div class="empty" role="alert">
            <p>{tLookup('lookup.missing')}</p>
            <button type="button" class="primary" onClick={() => retry({ isAsked: true })}>
              {tLookup('lookup.retry')}
            </button>
          </div>
        )}
      </SubPage>
    )
  }
  const { directory, asOf, isOld, from } = state.loaded
  const face = choice.card?.face
  const table = (face && findCoverage(today(), { livingArea: face.livingArea })) ?? []
  const isPaidInFull = (entry: DirectoryEntry) =>
    entry.type === 'facility' && findRowOf(entry.facility, face?.facilityCode, table)?.outpatient === 100
  const filter: DirectoryFilter = {
    ...(kind && { kind }),
    ...(isOnlyFull && face && { accepts: isPaidInFull }),
  }
  const paid = face && { face, table }
  const isSearching = query.trim() !== ''
  const isAnything = !kind && !ownKind
  const numbers = choice.cards.flatMap((card) =>
    card.face.bhxhCode ? [{ id: card.cardId, name: nameCard(card), code: card.face.bhxhCode }] : [],
  )
  const asksNumber = ownKind === 'number' || (isAnything && isAboutNumber(query))
  const isNearby = asksNearby(query)
  const found: readonly NearEntry[] = ownKind
    ? []
    : isSearching && !(isNearby && near)
      ? searchDirectory(directory, query, { filter, most: MOST_SHOWN }).map((entry) => ({ entry }))
      : near
        ? listNearest(directory, near, { filter, most: MOST_SHOWN })
        : []
  const kept =
    favourites.length === 0 ? [] : listEntries(directory).filter(({ key }) => favourites.includes(key))
  const close = () => {
    setOpened(undefined)
    // Back to where the list was left, for whoever reads with the keyboard.
    requestAnimationFrame(() => list.current?.focus())
  }
  if (opened) {
    return (
      <EntryDetails
        entry={opened}
        isOld={isOld}
        isKept={favourites.includes(opened.key)}
        onKeep={setFavourites}
        onClose={close}
      />
    )
  }
  return (
    <SubPage title={tLookup('lookup.title')} up="/tien-ich">
      <form class="lookup" onSubmit={(event) => event.preventDefault()}>
        <label class="field">
          <span>{tLookup('lookup.search')}</span>
          <input
            type="search"
            value={query}
            maxLength={100}
            autoComplete="off"
            autoCapitalize="off"
            spellcheck={false}
            aria-describedby="lookup-hint"
            onInput={(event) => setQuery(event.currentTarget.value)}
          />
        </label>
        <p class="small" id="lookup-hint">
          {tLookup('lookup.searchHint')}
        </p>
        <label class="pick">
          <span>{tLookup('lookup.kind')}</span>
          <select
            value={ownKind ?? kind ?? ''}
            onChange={({ currentTarget: { value } }) => {
              setKind(kinds.find((each) => each === value))
              setOwnKind(ownKinds.find((each) => each === value))
            }}
          >
            <option value="">{tLookup('lookup.kind.all')}</option>
            {[...kinds, ...ownKinds].map((each) => (
              <option key={each} value={each}>
                {tLookup(`lookup.kind.${each}`)}
              </option>
            ))}
          </select>
        </label>
        {choice.card && (
          <>
            <label class="check">
              <input
                type="checkbox"
                checked={isOnlyFull}
                aria-describedby="only-full-hint"
                onChange={({ currentTarget: { checked } }) => setIsOnlyFull(checked)}
              />
              {tLookup('lookup.onlyFull')}
            </label>
            {isOnlyFull && <CardChoice {...choice} />}
            <p class="small" id="only-full-hint">
              {isOnlyFull && tLookup('lookup.onlyFullHint', { name: nameCard(choice.card) })}
            </p>
          </>
        )}
      </form>
      {asksNumber && <MyNumber known={numbers} />}
      {ownKind === 'employer' && <OwnEmployers query={query} isAsked />}
      {ownKind === 'employer' && <EmployerSearch query={query} />}
      {(!isSearching || isNearby) && !ownKind && (
        <NearTo onChoose={setNear} isEmpty={near?.position !== undefined && found.length === 0} />
      )}
      <div ref={list} tabIndex={-1} class="lookup-found">
        {!ownKind && (isSearching || near) && (
          <p role="status" class="small">
            {found.length === 0
              ? tLookup('lookup.none')
              : found.length === MOST_SHOWN
                ? tLookup('lookup.first', { number: MOST_SHOWN })
                : tLookup('lookup.found', { number: found.length })}
          </p>
        )}
        {isSearching && isAnything && found.length === 0 && (
          <p>
            <a href="/tien-ich/hoi-dap">{tLookup('lookup.askInstead')}</a>
          </p>
        )}
        <EntryList entries={found} query={query} paid={paid} onOpen={setOpened} />
      </div>
      {isSearching && isAnything && <OwnEmployers query={query} isAsked={false} />}
      {isSearching && isAnything && <ArticleMatches query={query} />}
      {!isSearching && kept.length > 0 && (
        <section aria-labelledby="favourites">
          <h2 id="favourites">{tLookup('lookup.favourites')}</h2>
          <EntryList entries={kept.map((entry) => ({ entry }))} paid={paid} onOpen={setOpened} />
        </section>
      )}
      {!ownKind && (
        <p class="small">
          {tLookup('lookup.about', { number: directory.entries.length, date: writeDate(asOf, language) })}
        </p>
      )}
      {from === 'built-in' && <p class="small">{tLookup('lookup.builtIn')}</p>}
      {isOld && <p class="notice">{tLookup('lookup.old')}</p>}
      {(isOld || savesData()) && (
        <>
          {savesData() && <p class="small">{tLookup('lookup.savesData')}</p>}
          <button type="button" class="plain" onClick={() => retry({ isAsked: true })}>
            {tLookup('lookup.update')}
          </button>
        </>
      )}
    </SubPage>
  )
}

/** Whether a query asks for what is near: no name has these words, and the way to it is the button. */
function asksNearby(query: string): boolean {
  return (
    /\b(gan|quanh) (day|nhat|nha|toi|minh)\b/.test(foldWords(query).join(' ')) ||
    /\bnear(by|est)?\b|附近|最近|가까운|근처|近く/i.test(query)
  )
}

/** Whether a query asks for one's own number: `mã số bhxh`, `so the bhyt cua toi`. */
function isAboutNumber(query: string): boolean {
  const words = foldWords(query).join(' ')
  return (
    /^(ma|ma so|so|so the|ma the)\b/.test(words) &&
    /\b(ma so|so the|bhxh|bhyt|bao hiem|cua toi)\b/.test(words)
  )
}
