import { useEffect, useRef, useState } from 'preact/hooks'
import { endpoints } from '../../core/api/contract.ts'
import { request } from '../../core/api/request.ts'
import {
  type ServiceListView,
  type ServiceQueue,
  serviceQueues,
} from '../../core/api/service-desk-contract.ts'
import { AppError } from '../../core/app-error.ts'
import { issuer } from '../../ui/browser/issuer.ts'
import { useKept } from '../desk-context.ts'
import { LoadState } from '../load-state.tsx'
import { OfficeErrorText } from '../office-error-text.tsx'
import { tOffice } from '../office-texts.ts'
import { useLoaded } from '../use-loaded.ts'
import { useOfficeAction } from '../use-office-action.ts'
import { describeDeadline } from './describe-deadline.ts'
import { ServiceFile } from './service-file.tsx'

/**
 * Requests by public services: a queue beside the file that was taken from it. By the keyboard a plain file
 * is three keys: Enter takes the most urgent one, Tab leads to its approval, Enter approves, and the focus is
 * back on the first.
 */
export function ServicesPlace() {
  const [queue, setQueue] = useKept<ServiceQueue>('services queue', 'open')
  const [chosen, setChosen] = useKept<string | undefined>('services file', undefined)
  const [done, setDone] = useState('')
  const { loaded, setLoaded, reload } = useLoaded(queue, () => load(queue, undefined))
  const action = useOfficeAction()
  const takeButton = useRef<HTMLButtonElement>(null)
  useEffect(() => {
    if (done !== '') takeButton.current?.focus()
  }, [done])

  const take = () =>
    action.run(async () => {
      setDone('')
      const next = await request(issuer, endpoints.takeNextService).catch((cause) => {
        if (cause instanceof AppError && cause.code === 'not_found') return undefined
        throw cause
      })
      if (next) setChosen(next.id)
      else setDone(tOffice('service.noneLeft'))
      reload()
    })
  const loadMore = ({ files, next }: ServiceListView) =>
    action.run(async () => {
      const page = await load(queue, next)
      setLoaded({ state: 'ready', value: { ...page, files: [...files, ...page.files] } })
    })
  const onDecided = (message: string) => {
    setChosen(undefined)
    setDone(message)
    reload()
  }

  return (
    <div class="office-columns">
      <section class="office-queue">
        <button
          ref={takeButton}
          type="button"
          class="primary"
          aria-disabled={action.isBusy}
          onClick={() => void take()}
        >
          {tOffice('service.takeNext')}
        </button>
        <fieldset class="kinds">
          <legend class="unseen">{tOffice('state.label')}</legend>
          {serviceQueues.map((each) => (
            <label key={each}>
              <input
                type="radio"
                name="queue"
                checked={each === queue}
                onChange={() => {
                  setQueue(each)
                  setChosen(undefined)
                  setDone('')
                }}
              />
              <span>{tOffice(`serviceQueue.${each}`)}</span>
            </label>
          ))}
        </fieldset>
        {action.error && <OfficeErrorText code={action.error.code} />}
        {loaded.state !== 'ready' ? (
          <LoadState loaded={loaded} onAgain={reload} />
        ) : (
          <>
            {loaded.value.files.length === 0 && <p class="small">{tOffice('list.empty')}</p>}
            <ul>
              {loaded.value.files.map((file) => (
                <li key={file.id}>
                  <button
                    type="button"
                    aria-current={file.id === chosen ? 'true' : undefined}
                    onClick={() => {
                      setDone('')
                      setChosen(file.id)
                    }}
                  >
                    <strong>{file.title}</strong>
                    <span translate={false}>{file.fullName}</span>
                    <span class={`small${queue === 'open' && file.daysLeft < 0 ? ' mark' : ''}`}>
                      {file.number} ·{' '}
                      {queue === 'open' ? describeDeadline(file) : tOffice(`serviceState.${file.state}`)}
                    </span>
                    {file.claim && (
                      <span class="small">
                        {file.claim.own
                          ? tOffice('service.claimedByMe')
                          : tOffice('service.claimedBy', { officer: file.claim.officer })}
                      </span>
                    )}
                  </button>
                </li>
              ))}
            </ul>
            {loaded.value.next && (
              <button type="button" class="plain" onClick={() => void loadMore(loaded.value)}>
                {tOffice('office.more')}
              </button>
            )}
          </>
        )}
      </section>
      <section class="office-file">
        <p role="status" class="done">
          {done}
        </p>
        {chosen ? (
          <ServiceFile key={chosen} id={chosen} onDecided={onDecided} />
        ) : (
          <p class="small">{tOffice('list.choose')}</p>
        )}
      </section>
    </div>
  )
}

function load(queue: ServiceQueue, after: string | undefined): Promise<ServiceListView> {
  return request(issuer, endpoints.listServiceFiles, { query: { queue, after } })
}
