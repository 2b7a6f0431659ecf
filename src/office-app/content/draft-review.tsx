import { useEffect, useRef, useState } from 'preact/hooks'
import { type ContentDraftView, FEED_AUTHOR, MOST_RESTORED } from '../../core/api/content-desk-contract.ts'
import { endpoints } from '../../core/api/contract.ts'
import { request } from '../../core/api/request.ts'
import { comparePacks } from '../../core/content/compare-packs.ts'
import { toEdit } from '../../core/content/pack-edit.ts'
import type { PackTable } from '../../core/content/pack-kind.ts'
import { isPackName, type PackName } from '../../core/content/pack-kinds.ts'
import { languageNames } from '../../i18n/languages.ts'
import { issuer } from '../../ui/browser/issuer.ts'
import { today } from '../../ui/browser/today.ts'
import { TextField } from '../../ui/forms/text-field.tsx'
import { useKept } from '../desk-context.ts'
import { LoadState } from '../load-state.tsx'
import { OfficeErrorText } from '../office-error-text.tsx'
import { formatOfficeTime, tOffice } from '../office-texts.ts'
import { useLoaded } from '../use-loaded.ts'
import { useOfficeAction } from '../use-office-action.ts'
import { describeProtected, nameAuthor, namePack } from './content-words.ts'
import { Difference } from './difference.tsx'
import { createDraftId, type PackWriting } from './pack-edit-state.ts'
import { loadPlaces, loadTable, type Places } from './pack-files.ts'
import { RowPreview } from './row-preview.tsx'

type DraftReviewProps = {
  id: string
  /** The newest content of a pack. */
  findHead: (pack: Pick<ContentDraftView, 'name' | 'language'>) => string | undefined
  onDone: (message?: string) => void
  onEdit: (writing: PackWriting) => void
}

type Reviewed = {
  readonly draft: ContentDraftView
  readonly name: PackName
  readonly places: Places
  readonly before: PackTable
  readonly after: PackTable
}

/** A draft beside what it was written on, how phones show it, and the decision. */
export function DraftReview({ id, findHead, onDone, onEdit }: DraftReviewProps) {
  const { loaded, reload } = useLoaded(`content draft ${id}`, () => loadReview(id))
  const heading = useRef<HTMLHeadingElement>(null)
  const [chosen, setChosen] = useState<string>()
  useEffect(() => heading.current?.focus(), [loaded.state])
  if (loaded.state !== 'ready') return <LoadState loaded={loaded} onAgain={reload} />
  const { draft, name, places, before, after } = loaded.value
  const changes = comparePacks(before, after)
  const shown = chosen ?? changes.find(({ change }) => change !== 'removed')?.key
  const row = shown === undefined ? undefined : after.rows.get(shown)
  const head = findHead(draft)
  const edit = () => {
    if (head === undefined) return
    const { language, note, isOwn } = draft
    onEdit({
      name,
      ...(language && { language }),
      id: isOwn ? id : createDraftId(),
      base: head,
      note,
      // The changes alone, so that what others released meanwhile stays.
      edit: toEdit(before, after),
    })
  }
  return (
    <article>
      <h2 ref={heading} tabIndex={-1}>
        {tOffice('content.draftTitle', { pack: namePack(draft) })}
      </h2>
      <p class="small">
        {tOffice('content.by', {
          officer: nameAuthor(draft.author),
          time: formatOfficeTime(draft.createdAt),
        })}
      </p>
      {draft.note && <p>{draft.note}</p>}
      <div class="content-beside">
        <section aria-labelledby="content-difference">
          <h3 id="content-difference">{tOffice('content.difference')}</h3>
          <Difference changes={changes} onChoose={setChosen} />
        </section>
        {row && <RowPreview name={name} row={row} places={places} />}
      </div>
      {draft.state === 'waiting' ? (
        <Decision draft={draft} onDone={onDone} onEdit={edit} onAgain={reload} />
      ) : (
        <p class="notice">{describeDecision(draft)}</p>
      )}
      <button type="button" class="plain" onClick={() => onDone()}>
        {tOffice('content.back')}
      </button>
    </article>
  )
}

async function loadReview(id: string): Promise<Reviewed> {
  const draft = await request(issuer, endpoints.readContentDraft, { params: { id } })
  const name = isPackName(draft.name) ? draft.name : 'facilities'
  const [places, after, before] = await Promise.all([
    loadPlaces(),
    loadTable(name, draft.sha256),
    draft.base === undefined ? undefined : loadTable(name, draft.base),
  ])
  return { draft, name, places, after, before: before ?? { asOf: after.asOf, rows: new Map() } }
}

function describeDecision({ state, decidedBy = '', decidedAt = 0, startsAt }: ContentDraftView): string {
  const said = { officer: nameAuthor(decidedBy), time: formatOfficeTime(decidedAt) }
  if (state === 'withdrawn') return tOffice('content.wasWithdrawn', said)
  return tOffice('content.wasReleased', { ...said, start: formatOfficeTime(startsAt ?? decidedAt) })
}

type DecisionProps = {
  draft: ContentDraftView
  onDone: (message?: string) => void
  onEdit: () => void
  /** Reads the draft anew, where it is no longer what is shown. */
  onAgain: () => void
}

/** Released by another officer than its author, with a fresh code; both may take it back. */
function Decision({ draft, onDone, onEdit, onAgain }: DecisionProps) {
  const { id, name, language, sha256, base, restores, isFirst, isOwn, isStale, notBefore } = draft
  const [day, setDay] = useKept(`content day ${id}`, '')
  const [agreed, setAgreed] = useState(false)
  const { isBusy, error, complete } = useOfficeAction()
  const isReady = restores.length === 0 || agreed
  const isOfFeed = draft.author === FEED_AUTHOR
  const canRelease = !isOwn && !isOfFeed && !isStale && restores.length <= MOST_RESTORED
  const release = async (event: SubmitEvent) => {
    event.preventDefault()
    if (!isReady) return
    // The day begins at midnight in Vietnam.
    const chosen = day === '' ? undefined : Date.parse(`${day}T00:00:00+07:00`) / 1000
    const startsAt = notBefore === undefined ? chosen : Math.max(notBefore, chosen ?? 0)
    const seen = { name, ...(language && { language }), sha256, ...(base && { base }) }
    const body = { ...seen, restores, ...(startsAt !== undefined && { startsAt }) }
    if (await complete(() => request(issuer, endpoints.releaseContentDraft, { params: { id }, body })))
      onDone(tOffice(startsAt === undefined ? 'content.released' : 'content.scheduled'))
  }
  const withdraw = async () => {
    if (await complete(() => request(issuer, endpoints.withdrawContentDraft, { params: { id } })))
      onDone(tOffice('content.withdrawn'))
  }
  return (
    <form class="stack office-decision" noValidate onSubmit={(event) => void release(event)}>
      {isOwn && <p class="notice">{tOffice('content.own')}</p>}
      {isOfFeed && <p class="notice">{tOffice('content.ofFeed')}</p>}
      {isStale && <p class="notice">{tOffice('content.staleDraft')}</p>}
      {isFirst && language && (
        <p class="notice">{tOffice('content.firstOfLanguage', { language: languageNames[language] })}</p>
      )}
      {restores.length > 0 && (
        <fieldset>
          <legend>{tOffice('content.restores')}</legend>
          <ul>
            {restores.map((value) => (
              <li key={value}>{describeProtected(value)}</li>
            ))}
          </ul>
          {restores.length > MOST_RESTORED && (
            <p>{tOffice('content.restoresMany', { most: MOST_RESTORED })}</p>
          )}
          {canRelease && (
            <label class="check">
              <input
                type="checkbox"
                checked={agreed}
                onChange={(event) => setAgreed(event.currentTarget.checked)}
              />
              <span>{tOffice('content.restoresAgreed')}</span>
            </label>
          )}
        </fieldset>
      )}
      {canRelease && (
        <>
          {notBefore !== undefined && (
            <p class="notice">{tOffice('content.notBefore', { time: formatOfficeTime(notBefore) })}</p>
          )}
          <TextField
            name="day"
            type="date"
            label={tOffice('content.day')}
            help={tOffice('content.dayHint', { today: today().split('-').reverse().join('/') })}
            value={day}
            onChange={setDay}
          />
          <button type="submit" class="primary" aria-disabled={isBusy || !isReady}>
            {tOffice('content.release')}
          </button>
        </>
      )}
      {error && <OfficeErrorText code={error.code} />}
      {error?.code === 'content_changed' && (
        <button type="button" class="plain" onClick={onAgain}>
          {tOffice('content.reload')}
        </button>
      )}
      <div class="content-ways">
        {(isOwn || isOfFeed || isStale) && (
          <button type="button" class="plain" onClick={onEdit}>
            {tOffice(isStale ? 'content.rewrite' : 'content.editAgain')}
          </button>
        )}
        <button type="button" class="plain danger" aria-disabled={isBusy} onClick={() => void withdraw()}>
          {tOffice('content.withdraw')}
        </button>
      </div>
    </form>
  )
}
