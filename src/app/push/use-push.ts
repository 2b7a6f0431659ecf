import { useEffect, useRef, useState } from 'preact/hooks'
import { pushEndpoints, type SwitchableKind } from '../../core/api/push-contract.ts'
import { request } from '../../core/api/request.ts'
import type { ActionError } from '../../ui/actions/action-error.ts'
import { issuer } from '../../ui/browser/issuer.ts'
import type { WalletDatabase } from '../../wallet/database/wallet-database.ts'
import type { KeptPush } from '../../wallet/push/keep-push.ts'
import {
  type PushChoice,
  type PushDetails,
  readPushChoice,
  savePushChoice,
} from '../../wallet/push/push-choice.ts'
import { useSessionAction } from '../requests/use-session-action.ts'
import { keepPushHere } from './keep-push-here.ts'

export type PushSwitch = {
  /** Undefined until it has been looked at. */
  readonly kept: KeptPush | undefined
  readonly wasAsked: boolean
  readonly isBusy: boolean
  readonly error: ActionError | undefined
  readonly switchOn: () => void
  readonly switchOff: () => void
  /** “Not now”: the question is not put again by itself. */
  readonly decline: () => void
  readonly chooseKind: (kind: SwitchableKind, isOn: boolean) => void
  /** Whether a notification may say what it is about. */
  readonly hasDetails: boolean
  readonly chooseDetails: (isOn: boolean) => void
}

/**
 * How push stands on this device, and changing it.
 * @param writeDetails what a notification may say, in the language of the page
 */
export function usePush(
  db: WalletDatabase | undefined,
  signedIn: boolean,
  writeDetails: () => PushDetails,
): PushSwitch {
  const [kept, setKept] = useState<KeptPush>()
  const [choice, setChoice] = useState<PushChoice>()
  const { isBusy, error, run } = useSessionAction()
  const kinds = useSessionAction()
  const wished = useRef<readonly SwitchableKind[]>([])
  const look = async (of: WalletDatabase, greets = false) => {
    setKept(await keepPushHere(of, { greets }))
    // In the language of now, and as this build says it.
    if ((await readPushChoice(of)).details) await savePushChoice(of, { details: writeDetails() })
    setChoice(await readPushChoice(of))
  }
  /** What was chosen last, also what was chosen while another choice was being sent. */
  const sendWish = async () => {
    try {
      for (let sent: typeof wished.current | undefined; sent !== wished.current; ) {
        sent = wished.current
        await request(issuer, pushEndpoints.choosePushKinds, { body: { off: [...sent] } })
        if (db) await savePushChoice(db, { off: sent })
      }
    } catch (cause) {
      // Shown as it is, not as it was wished.
      if (db) await look(db)
      throw cause
    }
  }
  useEffect(() => {
    if (!db || !signedIn) return undefined
    const again = () => {
      // Its permission may have been changed in the browser's settings.
      if (!document.hidden) void look(db).catch(() => {})
    }
    again()
    document.addEventListener('visibilitychange', again)
    addEventListener('online', again)
    return () => {
      document.removeEventListener('visibilitychange', again)
      removeEventListener('online', again)
    }
  }, [db, signedIn])
  const change = (use: (of: WalletDatabase) => Promise<void>) => {
    if (db) run(() => use(db))
  }
  return {
    kept,
    wasAsked: choice?.wasAsked ?? true,
    isBusy,
    error: error ?? kinds.error,
    // The browser's question comes first: Safari allows it only as the touch's first doing.
    switchOn: () =>
      change(async (of) => {
        const permission = await Notification.requestPermission()
        await savePushChoice(of, { wanted: permission === 'granted', wasAsked: true })
        await look(of, true)
      }),
    switchOff: () =>
      change(async (of) => {
        await savePushChoice(of, { wanted: false, wasAsked: true })
        await look(of)
      }),
    decline: () =>
      change(async (of) => {
        await savePushChoice(of, { wasAsked: true })
        setChoice(await readPushChoice(of))
      }),
    hasDetails: choice?.details !== undefined,
    chooseDetails: (isOn) =>
      change(async (of) => {
        await savePushChoice(of, { details: isOn ? writeDetails() : undefined })
        setChoice(await readPushChoice(of))
      }),
    chooseKind: (kind, isOn) => {
      const before = kept?.off ?? []
      const off = isOn ? before.filter((each) => each !== kind) : [...before, kind]
      wished.current = off
      setKept((now) => now && { ...now, off })
      kinds.run(sendWish)
    },
  }
}
