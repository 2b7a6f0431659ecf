import { useState } from 'preact/hooks'
import type { ContentDeskView, ContentReleaseView } from '../../core/api/content-desk-contract.ts'
import { endpoints } from '../../core/api/contract.ts'
import { request } from '../../core/api/request.ts'
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
import { createDraftId, type PackWriting, packKey, readWriting } from './pack-edit-state.ts'
import { PackEditor } from './pack-editor.tsx'
import { loadTable } from './pack-files.ts'
import { PackList } from './pack-list.tsx'

type View =
  | { readonly name: 'all' }
  | { readonly name: 'draft'; readonly id: string }
  | { readonly name: 'edit'; readonly first: PackWriting }

/** Public content: what is live, what waits, and the way to write and release. */
export function ContentPlace() {
  const { kept } = useDesk()
  const [view, setView] = useKept<View>('content view', { name: 'all' })
  const [done, setDone] = useState('')
  const { loaded, reload } = useLoaded('content desk', () => request(issuer, endpoints.readContentDesk))
  const action = useOfficeAction()
  if (loaded.state !== 'ready') return <LoadState loaded={loaded} onAgain={reload} />
  const desk = loaded.value
  const findHead = (pack: Pack) => desk.releases.find((each) => packKey(each) === packKey(pack))?.sha256
  const show = (next: View) => {
    setDone('')
    setView(next)
  }
  const close = (message = '') => {
    setView({ name: 'all' })
    setDone(message)
    reload()
  }
  const edit = (first: PackWriting) => {
    // Of this pack something else may have been open before.
    kept.delete(`content writing ${packKey(first)}`)
    kept.delete(`content row ${packKey(first)}`)
    show({ name: 'edit', first })
  }
  /** What was being written of the pack, else an edit without changes. */
  const begin = async (release: ContentReleaseView, older?: ContentReleaseView) => {
    const { name, language } = release
    if (!isPackName(name)) return
    const held = desk.edits.find((each) => packKey(each) === packKey(release))
    const writing = held && readWriting(held)
    if (writing && !older) return edit(writing)
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

  if (view.name === 'edit')
    return (
      <PackEditor
        key={view.first.id}
        first={view.first}
        head={findHead(view.first) ?? view.first.base}
        onDone={close}
      />
    )
  if (view.name === 'draft')
    return <DraftReview key={view.id} id={view.id} findHead={findHead} onDone={close} onEdit={edit} />
  return (
    <div class="stack">
      <p role="status" class="done">
        {done}
      </p>
      {action.error && <OfficeErrorText code={action.error.code} />}
      <PackList desk={desk} onBegin={(release, older) => void begin(release, older)} onDone={close} />
      <DraftList desk={desk} onOpen={(id) => show({ name: 'draft', id })} />
    </div>
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
