import { useEffect, useRef, useState } from 'preact/hooks'
import type { ErrorCode } from '../../../core/api/error-codes.ts'
import { AppError } from '../../../core/app-error.ts'
import { useAction } from '../../../ui/actions/use-action.ts'
import { issuer } from '../../../ui/browser/issuer.ts'
import { type KeptPayments, readPayments, refreshPayments } from '../../../wallet/payments/kept-payments.ts'
import {
  type CheckedPayment,
  checkPayments,
  endOldCodes,
  readPublishedPayees,
} from '../../../wallet/payments/verify-payment.ts'
import { readBuiltInRoots } from '../../../wallet/refresh/root-keys.ts'
import { useApp } from '../../app-state.ts'
import { findCaches } from '../../directory/find-caches.ts'
import { updateContent } from '../../directory/update-content.ts'

/** How often it is asked whether money has come, while something is to be paid and the screen is seen. */
const ASK_MS = 5_000

export type ShownPayments = {
  /** Undefined while they are being read. */
  readonly payments: readonly CheckedPayment[] | undefined
  readonly error: ErrorCode | undefined
  readonly isBusy: boolean
  readonly reload: () => void
}

const roots = readBuiltInRoots()

/**
 * A person's payments: what this device has at once, then what the issuer says; asked again while something
 * is to be paid. Once something is paid the wallet is refreshed, so that the new validity is here without a
 * network.
 */
export function usePayments(): ShownPayments {
  const { db, summary, online, refresh, now } = useApp()
  const [verified, setVerified] = useState<readonly CheckedPayment[]>()
  // Without a network nobody verifies anew what stands on the screen.
  const payments = verified && endOldCodes(verified, now)
  const action = useAction()
  const paid = useRef<ReadonlySet<string> | undefined>(undefined)
  const isGone = useRef(false)
  useEffect(
    () => () => {
      isGone.current = true
    },
    [],
  )

  async function show(kept: KeptPayments | undefined): Promise<void> {
    if (!db) return
    const at = issuer.now()
    const payees = await readPublishedPayees({ db, caches: findCaches(), roots, now: at })
    const checked = kept ? await checkPayments(kept, payees, at) : []
    if (isGone.current) return
    setVerified(checked)
    const before = paid.current
    paid.current = new Set(checked.flatMap(({ payment }) => (payment.state === 'paid' ? [payment.id] : [])))
    const isNew = before && [...paid.current].some((id) => !before.has(id))
    if (isNew) await refresh({ force: true }).catch(() => {})
  }

  const reload = () =>
    action.run(async () => {
      if (!db) throw new AppError('storage_unavailable')
      // The accounts that may be paid to come with the public content.
      await updateContent(db, { isAsked: true })
      await show(await refreshPayments(issuer, { db, roots }))
    })

  useEffect(() => {
    if (!db || !summary.signedIn) return
    const begin = async () => {
      await readPayments({ db, roots, now: issuer.now() }).then(show).catch(action.fail)
      if (online) reload()
    }
    void begin()
  }, [db, summary.signedIn, online])

  const isWaiting = payments?.some(({ intent }) => intent?.ok) === true
  useEffect(() => {
    if (!db || !online || !isWaiting) return undefined
    const ask = () => {
      if (document.visibilityState !== 'visible') return
      refreshPayments(issuer, { db, roots }).then(show, () => {})
    }
    const timer = setInterval(ask, ASK_MS)
    return () => clearInterval(timer)
  }, [db, online, isWaiting])

  const error = db ? action.error?.code : 'storage_unavailable'
  return { payments, error, isBusy: action.isBusy, reload }
}
