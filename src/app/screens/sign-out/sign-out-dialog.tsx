import { useAction } from '../../../ui/actions/use-action.ts'
import { issuer } from '../../../ui/browser/issuer.ts'
import { Modal } from '../../../ui/components/modal.tsx'
import { findReadyPlace } from '../../../wallet/cards/ready-page.ts'
import type { WalletDatabase } from '../../../wallet/database/wallet-database.ts'
import { endSession, endSessionLeftOpen, noteSessionToEnd } from '../../../wallet/session/end-session.ts'
import { eraseDevice, reopenWallet, signOut } from '../../../wallet/session/sign-out.ts'
import { useApp } from '../../app-state.ts'
import { broadcastSignOut } from '../../browser/sign-out-broadcast.ts'
import { useOutbox } from '../../outbox/outbox-list.tsx'
import { findRegistration } from '../../service-worker/registration.ts'
import { askWorker } from '../../service-worker/worker-bridge.ts'
import { accountTexts, tAccount } from '../../texts/account-texts.ts'
import { tUi } from '../../texts/ui-texts.ts'

/**
 * With a bad signal the device is left all the same; the session is then ended when the wallet opens again.
 */
const PATIENCE_MS = 4_000

/** The worker renders in a few milliseconds; starting it takes up to a second on a cheap phone. */
const WORKER_PATIENCE_MS = 2_500

/**
 * Pushes, also without a network: the browser takes none any more. And what is still on the phone's screen,
 * and the number on the app's icon.
 */
async function endNotifications(): Promise<void> {
  const registration = await findRegistration()
  await (await registration?.pushManager?.getSubscription())?.unsubscribe()
  for (const shown of (await registration?.getNotifications?.()) ?? []) shown.close()
  await (navigator as Partial<Navigator>).setAppBadge?.(0)
}

const orPatience = (work: Promise<void>) =>
  Promise.race([work, new Promise<void>((resolve) => setTimeout(resolve, PATIENCE_MS))])

/**
 * Wipes first, because that is what was asked for and needs nobody; then the session, as far as the issuer
 * can be reached.
 */
async function signOutOrErase(opened: WalletDatabase | undefined, isWhole: boolean): Promise<void> {
  const db = opened ?? (await (isWhole ? reopenWallet().catch(() => undefined) : reopenWallet()))
  if (isWhole) {
    await eraseDevice(db, findReadyPlace())
    if (db) await noteSessionToEnd(db)
  } else await signOut(db, findReadyPlace())
  // At once: what follows may take some seconds, and what they show is nobody's any more.
  broadcastSignOut()
  // Of self-declared cards that stay; and nothing else, also where this page cannot reach what the worker
  // keeps.
  await askWorker({ type: 'RENEW_READY_PAGE', ifEmpty: 'shell' }, 'ACCEPTED', WORKER_PATIENCE_MS).catch(
    () => {},
  )
  await orPatience(endNotifications().catch(() => {}))
  // Not noted again: the session that is open by then may be one that another tab has opened.
  await orPatience(db ? endSessionLeftOpen(db, issuer) : endSession(undefined, issuer))
  // A fresh page, so that nothing of the person stays in memory.
  location.replace('/')
}

/** Asks before anything goes, and says what goes and what stays: of the account, or of the whole device. */
export function SignOutDialog({ isWhole, onClose }: { isWhole: boolean; onClose: () => void }) {
  accountTexts.use()
  const { db, summary, online } = useApp()
  const { isBusy, error, run } = useAction()
  const unsent = useOutbox()?.filter((item) => item.state !== 'sent').length ?? 0
  const count = summary.cards.filter((card) => card.origin === 'self-declared').length
  return (
    <Modal class="sheet" labelledBy="leave-title" onClose={onClose}>
      <h2 id="leave-title">{tAccount(isWhole ? 'leave.eraseTitle' : 'leave.signOutTitle')}</h2>
      <p>{tAccount(isWhole ? 'leave.eraseDeletes' : 'leave.signOutDeletes')}</p>
      {count > 0 && <p>{tAccount(isWhole ? 'leave.eraseCards' : 'leave.keepsCards', { count })}</p>}
      <p>{tAccount(isWhole ? 'leave.eraseKeeps' : 'leave.keepsAccount')}</p>
      {unsent > 0 && <p class="notice">{tUi('outbox.lost', { count: unsent })}</p>}
      {!online && summary.signedIn && <p class="notice">{tAccount('leave.offline')}</p>}
      {error && (
        <p class="error" role="alert">
          {tAccount('leave.failed')}
        </p>
      )}
      <div class="actions">
        <button type="button" class="plain" onClick={onClose}>
          {tUi('action.cancel')}
        </button>
        <button
          type="button"
          class="primary"
          aria-disabled={isBusy}
          onClick={() => run(() => signOutOrErase(db, isWhole))}
        >
          {tAccount(isBusy ? 'leave.working' : isWhole ? 'leave.eraseConfirm' : 'leave.signOutConfirm')}
        </button>
      </div>
    </Modal>
  )
}
