import type { ComponentChildren } from 'preact'
import { useState } from 'preact/hooks'
import { type FileState, fileStates } from '../../core/api/back-office-contract.ts'
import { useKept } from '../desk-context.ts'
import { OfficeErrorText } from '../office-error-text.tsx'
import { formatOfficeTime, tOffice } from '../office-texts.ts'
import { useLoaded } from '../use-loaded.ts'
import { useOfficeAction } from '../use-office-action.ts'

export type ListedFile = {
  readonly id: string
  readonly fileNumber: string
  readonly fullName: string
  readonly filedAt: number
  /** What kind of file it is, where there are several. */
  readonly about?: string
}

type Page = { readonly files: readonly ListedFile[]; readonly next: string | undefined }

type FilePlaceProps = {
  /** Of the place, for what is kept of it. */
  name: string
  load: (query: { state: FileState; after: string | undefined }) => Promise<Page>
  /** The chosen file; `onDecided` takes it off the list and says what was done. */
  show: (id: string, onDecided: (message: string) => void) => ComponentChildren
}

/** A queue beside the file that was chosen from it; on a narrow screen one under the other. */
export function FilePlace({ name, load, show }: FilePlaceProps) {
  const [state, setState] = useKept<FileState>(`${name} state`, 'waiting')
  const [chosen, setChosen] = useKept<string | undefined>(`${name} file`, undefined)
  const [done, setDone] = useState('')
  const { loaded, setLoaded, reload } = useLoaded(state, () => load({ state, after: undefined }))
  const more = useOfficeAction()

  const loadMore = ({ files, next }: Page) =>
    more.run(async () => {
      const page = await load({ state, after: next })
      setLoaded({ state: 'ready', value: { files: [...files, ...page.files], next: page.next } })
    })
  const onDecided = (message: string) => {
    setDone(message)
    setChosen(undefined)
    reload()
  }
  const choose = (id: string) => {
    setDone('')
    setChosen(id)
  }

  return (
    <div class="office-columns">
      <section class="office-queue">
        <fieldset class="kinds">
          <legend class="unseen">{tOffice('state.label')}</legend>
          {fileStates.map((each) => (
            <label key={each}>
              <input
                type="radio"
                name="state"
                checked={each === state}
                onChange={() => {
                  setState(each)
                  setChosen(undefined)
                }}
              />
              <span>{tOffice(`state.${each}`)}</span>
            </label>
          ))}
        </fieldset>
        {loaded.state === 'loading' && <p class="small">{tOffice('office.loading')}</p>}
        {loaded.state === 'failed' && (
          <>
            <OfficeErrorText code={loaded.code} />
            <button type="button" class="plain" onClick={reload}>
              {tOffice('office.again')}
            </button>
          </>
        )}
        {loaded.state === 'ready' && (
          <>
            {loaded.value.files.length === 0 && <p class="small">{tOffice('list.empty')}</p>}
            <ul>
              {loaded.value.files.map(({ id, fileNumber, fullName, filedAt, about }) => (
                <li key={id}>
                  <button
                    type="button"
                    aria-current={id === chosen ? 'true' : undefined}
                    onClick={() => choose(id)}
                  >
                    <strong>{fullName}</strong>
                    {about && <span>{about}</span>}
                    <span class="small">
                      {fileNumber} · {tOffice('list.filed', { time: formatOfficeTime(filedAt) })}
                    </span>
                  </button>
                </li>
              ))}
            </ul>
            {loaded.value.next && (
              <button type="button" class="plain" onClick={() => void loadMore(loaded.value)}>
                {tOffice('office.more')}
              </button>
            )}
            {more.error && <OfficeErrorText code={more.error.code} />}
          </>
        )}
      </section>
      <section class="office-file">
        <p role="status" class="done">
          {done}
        </p>
        {chosen ? show(chosen, onDecided) : <p class="small">{tOffice('list.choose')}</p>}
      </section>
    </div>
  )
}
