import { useEffect } from 'preact/hooks'
import type { ErrorCode } from '../../../../core/api/error-codes.ts'
import { useAction } from '../../../../ui/actions/use-action.ts'
import { cancelItem, type OutboxItem } from '../../../../wallet/outbox/outbox.ts'
import { useApp } from '../../../app-state.ts'
import { announceOutboxChange } from '../../../outbox/outbox-changes.ts'
import { stopSending } from '../../../outbox/send-outbox.ts'
import { ErrorText } from '../../../requests/error-text.tsx'
import { tRegistration } from '../../../texts/registration-texts.ts'
import { tUi } from '../../../texts/ui-texts.ts'
import type { Page } from '../steps.ts'

type FilingViewProps = {
  item: OutboxItem
  onSendNow: () => void
  /** The item was taken back; the draft is as it was. */
  onTakenBack: (page: Page) => void
}

/** The declaration on its way: how far it is, what it waits for, why it was refused, and taking it back. */
export function FilingView({ item, onSendNow, onTakenBack }: FilingViewProps) {
  const { db, online } = useApp()
  const taking = useAction()
  // it takes the place of the form without a change of page
  useEffect(() => document.querySelector<HTMLElement>('#main h1')?.focus(), [])
  // What was being sent when the page was closed waits, too.
  const state = item.state === 'sending' && !online ? 'waiting' : item.state
  const isRefused = state === 'refused'
  const error = item.lastFault?.code
  const takeBack = async () => {
    if (!db) return
    stopSending()
    const outcome = await cancelItem(db, item).catch(() => undefined)
    announceOutboxChange()
    if (outcome === 'dropped') onTakenBack(isRefused && error ? pageToMend(error) : 'review')
  }
  return (
    <>
      <h1 tabIndex={-1}>{tRegistration(`filing.${state === 'sent' ? 'sending' : state}`)}</h1>
      <div role="status" class="stack">
        {state === 'sending' && <FilingProgress item={item} />}
        {state === 'waiting' && (
          <p>{tRegistration(online ? 'filing.waitingOnline' : 'filing.waitingOffline')}</p>
        )}
      </div>
      {state === 'waiting' && online && error && <ErrorText code={error} />}
      {isRefused && (
        <>
          {error && <ErrorText code={error} />}
          <p>{tRegistration('filing.refusedSafe')}</p>
        </>
      )}
      {state === 'waiting' && (
        <>
          <p class="small">{tRegistration('filing.once')}</p>
          {online && (
            <button type="button" class="primary" onClick={onSendNow}>
              {tUi('outbox.send')}
            </button>
          )}
        </>
      )}
      <button
        type="button"
        class={isRefused ? 'primary' : 'plain wide'}
        aria-disabled={taking.isBusy}
        onClick={() => taking.run(takeBack)}
      >
        {tRegistration(isRefused ? 'filing.mend' : 'filing.takeBack')}
      </button>
      {error === 'declaration_waiting' && (
        <a class="plain wide" href="/dang-ky/ho-so">
          {tRegistration('file.ask')}
        </a>
      )}
      {error === 'account_exists' && (
        <p>
          <a href="/dang-nhap">{tRegistration('link.signIn')}</a> ·{' '}
          <a href="/quen-mat-khau">{tRegistration('link.recover')}</a>
        </p>
      )}
      {state === 'waiting' && isMaybeFiled(item) && (
        <p class="small">{tRegistration('filing.maybeArrived')}</p>
      )}
    </>
  )
}

/** How far the sending is, in words and as a bar. */
function FilingProgress({ item: { progress } }: { item: OutboxItem }) {
  const { done, total } = progress ?? { done: 0, total: 4 }
  const pictures = total - 1
  const words =
    done < pictures
      ? tRegistration('filing.picture', { place: done + 1, total: pictures })
      : tRegistration('filing.declaration')
  return (
    <>
      <p>{words}</p>
      <progress aria-label={words} value={done + 0.5} max={total} />
    </>
  )
}

/** Every picture had arrived, so that the declaration itself went out, and only its answer is missing. */
function isMaybeFiled({ progress }: OutboxItem): boolean {
  return progress !== undefined && progress.done >= progress.total - 1
}

/** Where the person goes to put right what the issuer refused. */
function pageToMend(code: ErrorCode): Page {
  switch (code) {
    case 'phone_proof_invalid':
    case 'phone_in_use':
      return 'contact'
    case 'picture_invalid':
    case 'storage_damaged':
      return 'portrait'
    default:
      return 'review'
  }
}
