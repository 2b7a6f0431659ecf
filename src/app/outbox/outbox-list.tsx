import { useEffect, useState } from 'preact/hooks'
import type { OutboxKind } from '../../wallet/database/stores.ts'
import type { WalletDatabase } from '../../wallet/database/wallet-database.ts'
import { cancelItem, listOutbox, type OutboxItem, retryItem } from '../../wallet/outbox/outbox.ts'
import { useApp } from '../app-state.ts'
import { ErrorText } from '../requests/error-text.tsx'
import { tUi } from '../texts/ui-texts.ts'
import { announceOutboxChange, watchOutbox } from './outbox-changes.ts'

/** The outbox as it is now, kept up to date; undefined until it was read, and where it cannot be. */
export function useOutbox(): readonly OutboxItem[] | undefined {
  const { db } = useApp()
  const [items, setItems] = useState<readonly OutboxItem[]>()
  useEffect(() => {
    if (!db) return undefined
    const read = () => void listOutbox(db).then(setItems, () => setItems([]))
    read()
    return watchOutbox(read)
  }, [db])
  return items
}

/** What waits to be sent and what was refused, with what can be done about it; nothing when there is none. */
export function OutboxList() {
  const items = useOutbox()?.filter(({ state }) => state !== 'sent') ?? []
  if (items.length === 0) return null
  return (
    <section class="offer" aria-labelledby="outbox-title">
      <h2 id="outbox-title">{tUi('outbox.title')}</h2>
      {items.map((item) => (
        <OutboxEntry key={item.id} item={item} />
      ))}
    </section>
  )
}

/** Where each kind is looked at and mended; without one, it is sent again or dropped here. */
const places: Readonly<Partial<Record<OutboxKind, string>>> = {
  registration: '/dang-ky',
  'service-request': '/tien-ich/dich-vu',
}

function OutboxEntry({ item }: { item: OutboxItem }) {
  const { db } = useApp()
  const place = places[item.kind]
  const act = (change: (wallet: WalletDatabase) => Promise<unknown>) => {
    if (!db) return
    const run = async () => {
      await change(db)
      announceOutboxChange()
      const { sendNow } = await import('./send-outbox.ts')
      await sendNow(db)
    }
    void run().catch(() => {})
  }
  return (
    <div class="stack">
      <p>
        <strong>{tUi(`outbox.${item.kind}`)}</strong>
        {item.state !== 'refused' && (
          <span class="small"> {tUi(item.state === 'sending' ? 'outbox.sending' : 'outbox.waiting')}</span>
        )}
      </p>
      {item.state === 'refused' && item.lastFault && <ErrorText code={item.lastFault.code} />}
      <div class="actions">
        {place && (
          <a class="plain" href={place}>
            {tUi('outbox.look')}
          </a>
        )}
        {!place && (
          <button type="button" class="plain" onClick={() => act((wallet) => retryItem(wallet, item.id))}>
            {tUi('outbox.send')}
          </button>
        )}
        {!place && item.state === 'refused' && (
          <button type="button" class="plain" onClick={() => act((wallet) => cancelItem(wallet, item))}>
            {tUi('outbox.drop')}
          </button>
        )}
      </div>
    </div>
  )
}
