import { useEffect, useState } from 'preact/hooks'
import { useAction } from '../../../ui/actions/use-action.ts'
import type { WalletDatabase } from '../../../wallet/database/wallet-database.ts'
import { useApp } from '../../app-state.ts'
import { pushTexts, tPush } from '../../texts/push-texts.ts'
import { type NotificationState, readNotificationState, turnOff, turnOn } from './notifications.ts'

/** The choice about notifications. The browser is asked for its permission by the button alone. */
export function NotificationChoice({ db }: { db: WalletDatabase }) {
  pushTexts.use()
  const { refresh } = useApp()
  const [state, setState] = useState<NotificationState>()
  const { run } = useAction()
  const [onlyWhenOpen, setOnlyWhenOpen] = useState(false)
  useEffect(() => {
    readNotificationState(db).then(setState, () => setState('none'))
  }, [db])
  if (!state) return null
  const start = () =>
    run(async () => {
      const { state: next, inBackground } = await turnOn(db)
      setState(next)
      setOnlyWhenOpen(next === 'on' && !inBackground)
      // The worker tells what is near already.
      if (next === 'on') await refresh({ force: true })
    })
  const stop = () => run(async () => setState(await turnOff(db)))
  return (
    <section class="offer" aria-labelledby="notify">
      <h2 id="notify">{tPush('remind.notify')}</h2>
      <div role="status">
        {state === 'on' && <p class="said">{tPush('remind.notifyIsOn')}</p>}
        {state === 'denied' && <p>{tPush('remind.notifyDenied')}</p>}
        {state === 'none' && <p>{tPush('remind.notifyNone')}</p>}
        {onlyWhenOpen && <p>{tPush('remind.notifyOpen')}</p>}
      </div>
      {(state === 'off' || state === 'on') && <p class="small">{tPush('remind.notifyHow')}</p>}
      {state === 'off' && (
        <button type="button" class="plain" onClick={start}>
          {tPush('remind.notifyOn')}
        </button>
      )}
      {state === 'on' && (
        <button type="button" class="plain" onClick={stop}>
          {tPush('remind.notifyOff')}
        </button>
      )}
    </section>
  )
}
