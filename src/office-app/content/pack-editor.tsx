import { useEffect, useMemo, useRef, useState } from 'preact/hooks'
import { endpoints } from '../../core/api/contract.ts'
import { request } from '../../core/api/request.ts'
import { comparePacks } from '../../core/content/compare-packs.ts'
import { applyEdit, toEdit } from '../../core/content/pack-edit.ts'
import type { PackKind, PackRow, PackTable } from '../../core/content/pack-kind.ts'
import { packKinds } from '../../core/content/pack-kinds.ts'
import { issuer } from '../../ui/browser/issuer.ts'
import { TextField } from '../../ui/forms/text-field.tsx'
import { useKept } from '../desk-context.ts'
import { LoadState } from '../load-state.tsx'
import { OfficeErrorText } from '../office-error-text.tsx'
import { tOffice } from '../office-texts.ts'
import { useLoaded } from '../use-loaded.ts'
import { useOfficeAction } from '../use-office-action.ts'
import { describeFault, nameColumn, namePack, titleRow } from './content-words.ts'
import { Difference } from './difference.tsx'
import { FileUpload } from './file-upload.tsx'
import { type PackWriting, packKey, useWriting } from './pack-edit-state.ts'
import { loadPlaces, loadTable, type Places } from './pack-files.ts'
import { RowForm } from './row-form.tsx'
import { RowPreview } from './row-preview.tsx'
import { RowSearch } from './row-search.tsx'
import { StaleNotice } from './stale-notice.tsx'

type PackEditorProps = {
  first: PackWriting
  /** The newest content, on which a draft has to be written. */
  head: string
  /** With what was done, or nothing. */
  onDone: (message?: string) => void
}

/** Writes a draft: rows that are looked up and corrected, or a whole pack out of a file. */
export function PackEditor({ first, head, onDone }: PackEditorProps) {
  const state = useWriting(first)
  const { writing } = state
  const { loaded, reload } = useLoaded(`${writing.base} ${head}`, async () => {
    const [places, base, newest] = await Promise.all([
      loadPlaces(),
      loadTable(writing.name, writing.base),
      loadTable(writing.name, head),
    ])
    return { places, base, newest }
  })
  const heading = useRef<HTMLHeadingElement>(null)
  useEffect(() => heading.current?.focus(), [])
  return (
    <article class="content-editor">
      <h2 ref={heading} tabIndex={-1}>
        {tOffice('content.editTitle', { pack: namePack(writing) })}
      </h2>
      {loaded.state === 'ready' ? (
        <Editor {...loaded.value} {...state} head={head} onDone={onDone} />
      ) : (
        <LoadState loaded={loaded} onAgain={reload} />
      )}
    </article>
  )
}

type EditorProps = ReturnType<typeof useWriting> & {
  places: Places
  base: PackTable
  newest: PackTable
  head: string
  onDone: (message?: string) => void
}

function Editor({ writing, setWriting, keeping, places, base, newest, head, onDone }: EditorProps) {
  const { name, id, note, edit } = writing
  const kind = packKinds[name]
  const key = packKey(writing)
  const [chosen, setChosen] = useKept<string | undefined>(`content row ${key}`, undefined)
  const [fault, setFault] = useState<string>()
  const rowPlace = useRef<HTMLFieldSetElement>(null)
  const opened = useRef(chosen)
  useEffect(() => {
    // Whoever chooses a row by the keyboard goes on in it.
    if (chosen !== opened.current) rowPlace.current?.focus()
    opened.current = chosen
  }, [chosen])
  const { isBusy, error, complete } = useOfficeAction()
  const edited = useMemo(() => applyEdit(kind, base, edit), [base, edit])
  const changes = useMemo(() => comparePacks(base, edited), [base, edited])
  const change = (next: Partial<PackWriting>) => {
    setFault(undefined)
    setWriting({ ...writing, ...next })
  }
  const setRow = (rowKey: string, row: PackRow | null | undefined) => {
    const { [rowKey]: _before, ...others } = edit.rows
    change({ edit: { ...edit, rows: row === undefined ? others : { ...others, [rowKey]: row } } })
  }
  const setFields = (rowKey: string, values: PackRow) => {
    const before = base.rows.get(rowKey)
    const changed = Object.entries({ ...edit.rows[rowKey], ...values }).filter(
      ([field, value]) => before === undefined || (before[field] ?? '') !== value,
    )
    setRow(rowKey, changed.length === 0 ? undefined : Object.fromEntries(changed))
  }
  const drop = () => request(issuer, endpoints.dropContentEdit, { params: { pack: key } })
  const send = async (event: SubmitEvent) => {
    event.preventDefault()
    const written = kind.write(edited, places.known)
    if (!written.ok) {
      const { key: rowKey, field } = written.error
      setFault(
        [
          titleRow(rowKey, edited.rows.get(rowKey) ?? {}),
          nameColumn(field),
          describeFault(written.error),
        ].join(' – '),
      )
      return
    }
    const body = {
      name,
      ...(writing.language && { language: writing.language }),
      note: note.trim(),
      base: writing.base,
      content: written.value,
    }
    const isSent = await complete(async () => {
      await request(issuer, endpoints.writeContentDraft, { params: { id }, body, limitMs: 60_000 })
      await drop()
    })
    if (isSent) onDone(tOffice('content.sent'))
  }
  const giveUp = async () => {
    if (await complete(async () => void (await drop()))) onDone(tOffice('content.dropped'))
  }
  const row = chosen === undefined ? undefined : edited.rows.get(chosen)

  return (
    <form class="stack" noValidate onSubmit={(event) => void send(event)}>
      {writing.base !== head && (
        <StaleNotice
          edit={edit}
          base={base}
          newest={newest}
          onCarry={() => change({ base: head, edit: { ...edit, asOf: newest.asOf } })}
        />
      )}
      <RowSearch base={base} table={edited} onChoose={setChosen} />
      <NewRow
        kind={kind}
        onAdd={(rowKey) => {
          if (!edited.rows.has(rowKey)) setRow(rowKey, { [kind.identity]: rowKey })
          setChosen(rowKey)
        }}
      />
      {chosen !== undefined && (
        <fieldset class="content-row" ref={rowPlace} tabIndex={-1}>
          <legend>{titleRow(chosen, row ?? base.rows.get(chosen) ?? {})}</legend>
          {row ? (
            <div class="content-beside">
              <RowForm
                kind={kind}
                rowKey={chosen}
                row={row}
                places={places}
                onChange={(values) => setFields(chosen, values)}
              />
              <RowPreview name={name} row={row} places={places} />
            </div>
          ) : (
            <p class="mark">{tOffice('content.rowGone')}</p>
          )}
          <div class="content-ways">
            {edit.rows[chosen] !== undefined && (
              <button type="button" class="plain" onClick={() => setRow(chosen, undefined)}>
                {tOffice('content.undoRow')}
              </button>
            )}
            {row && (
              <button type="button" class="plain danger" onClick={() => setRow(chosen, null)}>
                {tOffice('content.removeRow')}
              </button>
            )}
            <button type="button" class="plain" onClick={() => setChosen(undefined)}>
              {tOffice('content.closeRow')}
            </button>
          </div>
        </fieldset>
      )}
      <FileUpload
        kind={kind}
        known={places.known}
        onRead={({ table }) => change({ edit: toEdit(base, table) })}
      />
      <section aria-labelledby="content-difference">
        <h3 id="content-difference">{tOffice('content.difference')}</h3>
        <Difference changes={changes} onChoose={setChosen} />
      </section>
      <TextField
        name="as-of"
        label={tOffice('content.asOf')}
        help={tOffice('content.dateHint')}
        value={edit.asOf}
        maxLength={10}
        onChange={(asOf) => change({ edit: { ...edit, asOf } })}
      />
      <TextField
        name="note"
        rows={2}
        maxLength={500}
        label={tOffice('content.note')}
        value={note}
        onChange={(text) => change({ note: text })}
      />
      <p class="small" role="status">
        {tOffice(`content.keeping.${keeping}`)}
      </p>
      {fault && (
        <p class="validation-error" role="alert">
          {fault}
        </p>
      )}
      {error && <OfficeErrorText code={error.code} />}
      <button type="submit" class="primary" aria-disabled={isBusy || changes.length === 0}>
        {tOffice('content.send')}
      </button>
      <div class="content-ways">
        <button type="button" class="plain" onClick={() => onDone()}>
          {tOffice('content.later')}
        </button>
        <button type="button" class="plain danger" aria-disabled={isBusy} onClick={() => void giveUp()}>
          {tOffice('content.drop')}
        </button>
      </div>
    </form>
  )
}

type NewRowProps = { kind: PackKind; onAdd: (key: string) => void }

function NewRow({ kind: { identity, isNamed }, onAdd }: NewRowProps) {
  const [key, setKey] = useState('')
  const add = () => {
    const code = isNamed ? key.trim().toLowerCase() : key.trim().toUpperCase()
    if (code === '') return
    onAdd(code)
    setKey('')
  }
  return (
    <details open={key !== ''}>
      <summary>{tOffice('content.newRow')}</summary>
      <TextField
        name="new-row"
        label={nameColumn(identity)}
        value={key}
        maxLength={isNamed ? 40 : 12}
        onChange={setKey}
        onEnter={add}
      />
      <button type="button" class="plain" aria-disabled={key.trim() === ''} onClick={add}>
        {tOffice('content.addRow')}
      </button>
    </details>
  )
}
