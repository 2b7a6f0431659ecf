import { useState } from 'preact/hooks'
import type { ContentDeskView, ContentReleaseView } from '../../core/api/content-desk-contract.ts'
import { endpoints } from '../../core/api/contract.ts'
import { request } from '../../core/api/request.ts'
import { findNewest } from '../../core/content/newest-release.ts'
import { toRollBack } from '../../core/content/pack-edit.ts'
import { isPackName, packKinds } from '../../core/content/pack-kinds.ts'
import { issuer } from '../../ui/browser/issuer.ts'
import { useDesk, useKept } from '../desk-context.ts'
import { LoadState } from '../load-state.tsx'
import { OfficeErrorText } from '../office-error-text.tsx'
import { formatOfficeTime, tOffice } from '../office-texts.ts'
import { useLoaded } from '../use-loaded.ts'
import { useOfficeAction } from '../use-office-action.ts'
import { nameAuthor, namePack } from './content-words.ts'
import { DraftReview } from './draft-review.tsx'
import { createDraftId, noteSaved, type PackWriting, packKey, readWriting } from './pack-edit-state.ts'
import { PackEditor } from './pack-editor.tsx'
import { loadTable } from './pack-files.ts'
import { PackList } from './pack-list.tsx'
import { UnansweredList } from './unanswered-list.tsx'

type View =
  | { readonly name: 'all' }
  | { readonly name: 'draft'; readonly id: string }
  | { readonly name: 'edit'; readonly first: PackWriting }

/** Public content: what is live, what waits, and the way to write and release. */
export function ContentPlace() {
  const [view, setView] = useKept<View>('content view', { name: 'all' })
  const [done, setDone] = useState('')
  const { loaded, reload } = useLoaded('content desk', () => request(issuer, endpoints.readContentDesk))
  const show = (next: View) => {
    setDone('')
    setView(next)
  }
  const close = (message = '') => {
    setView({ name: 'all' })
    setDone(message)
    reload()
  }
  return (
    <div class="stack">
      <p role="status" class="done">
        {done}
      </p>
      {loaded.state === 'ready' ? (
        <Desk desk={loaded.value} view={view} onShow={show} onDone={close} />
      ) : (
        <LoadState loaded={loaded} onAgain={reload} />
      )}
    </div>
  )
}

type DeskProps = {
  desk: ContentDeskView
  view: View
  onShow: (view: View) => void
  /** Back to everything, with what was done. */
  onDone: (message?: string) => void
}

function Desk({ desk, view, onShow, onDone }: DeskProps) {
  const { kept } = useDesk()
  const action = useOfficeAction()
  const findHead = (pack: Pack) => findNewest(desk.releases, pack)?.sha256
  const edit = (first: PackWriting, isHeld = false) => {
    // Of this pack something else may have been open before.
    kept.delete(`content writing ${packKey(first)}`)
    kept.delete(`content row ${packKey(first)}`)
    // What is begun with changes, such as a way back, is not with the service yet.
    noteSaved(kept, first, isHeld || Object.keys(first.edit.rows).length === 0)
    onShow({ name: 'edit', first })
  }
  /** What was being written of the pack, else an edit without changes; with an older release a way back. */
  const begin = async (release: ContentReleaseView, older?: ContentReleaseView) => {
    const { name, language } = release
    if (!isPackName(name)) return
    const held = desk.edits.find((each) => packKey(each) === packKey(release))
    const writing = held && readWriting(held)
    if (writing && !older) return edit(writing, true)
    await action.complete(async () => {
      const head = await loadTable(name, release.sha256)
      const back = older && (await loadTable(name, older.sha256))
      edit({
        name,
        ...(language && { language }),
        id: createDraftId(),
        base: release.sha256,
        note: older ? tOffice('content.backTo', { time: formatOfficeTime(older.startsAt) }) : '',
        edit: back ? toRollBack(packKinds[name], head, back) : { asOf: head.asOf, rows: {} },
      })
    })
  }

  if (view.name === 'edit') {
    const head = findHead(view.first) ?? view.first.base
    return <PackEditor key={view.first.id} first={view.first} head={head} onDone={onDone} />
  }
  if (view.name === 'draft')
    return <DraftReview key={view.id} id={view.id} findHead={findHead} onDone={onDone} onEdit={edit} />
  return (
    <>
      {action.error && <OfficeErrorText code={action.error.code} />}
      <PackList desk={desk} onBegin={(release, older) => void begin(release, older)} onDone={onDone} />
      <DraftList desk={desk} onOpen={(id) => onShow({ name: 'draft', id })} />
      <UnansweredList />
    </>
  )
}

type Pack = { readonly name: string; readonly language?: string | undefined }

function DraftList({ desk: { drafts }, onOpen }: { desk: ContentDeskView; onOpen: (id: string) => void }) {
  return (
    <section aria-labelledby="content-drafts">
      <h2 id="content-drafts">{tOffice('content.drafts')}</h2>
      {drafts.length === 0 && <p class="small">{tOffice('content.noDrafts')}</p>}
      {drafts.length > 0 && (
        <ul class="content-rows">
          {drafts.map((draft) => (
            <li key={draft.id}>
              <button type="button" class="plain" onClick={() => onOpen(draft.id)}>
                <strong>{namePack(draft)}</strong> ·{' '}
                <span>{tOffice(draft.isStale ? 'content.state.stale' : `content.state.${draft.state}`)}</span>
                {draft.note && <span class="small">{draft.note}</span>}
                <span class="small">
                  {tOffice('content.by', {
                    officer: nameAuthor(draft.author),
                    time: formatOfficeTime(draft.createdAt),
                  })}
                </span>
              </button>
            </li>
          ))}
        </ul>
      )}
    </section>
  )
}
