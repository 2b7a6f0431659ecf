import { useEffect, useState } from 'preact/hooks'
import { equalBytes, fromBase64Url } from '../../../../core/bytes.ts'
import { verifyServiceReceipt } from '../../../../core/services/service-receipt.ts'
import { hashContent } from '../../../../core/services/service-request.ts'
import { readClock } from '../../../../ui/browser/clock.ts'
import type { WalletDatabase } from '../../../../wallet/database/wallet-database.ts'
import { type OutboxItem, readAnswer } from '../../../../wallet/outbox/outbox.ts'
import type { OutboxContents } from '../../../../wallet/outbox/outbox-kinds.ts'
import { readBuiltInRoots } from '../../../../wallet/refresh/root-keys.ts'
import { readHeldTrustList } from '../../../../wallet/refresh/trust-store.ts'
import { useApp } from '../../../app-state.ts'
import { readShippedTrustList } from '../../../wallet/bundled-trust-list.ts'

type Answer = OutboxContents['service-request']['answer']

/**
 * What the issuer answered to a request. `isGenuine`: the receipt is the issuer's, about what this phone has
 * sent.
 */
export type Receipt = { readonly answer: Answer; readonly isGenuine: boolean }

/** The receipt of a request that was sent from this phone; undefined until it was read. Asks nobody. */
export function useReceipt({ id, state }: Pick<OutboxItem, 'id' | 'state'>): Receipt | undefined {
  const { db } = useApp()
  const [receipt, setReceipt] = useState<Receipt>()
  useEffect(() => {
    if (!db || state !== 'sent') return
    const read = async () => {
      const answer = await readAnswer(db, 'service-request', id)
      if (answer) setReceipt({ answer, isGenuine: await checkReceipt(db, answer).catch(() => false) })
    }
    void read().catch(() => {})
  }, [db, id, state])
  return receipt
}

async function checkReceipt(db: WalletDatabase, { receipt, content }: Answer): Promise<boolean> {
  const now = readClock()
  const inputs = {
    db,
    roots: readBuiltInRoots(),
    readShippedTrustList: () => readShippedTrustList().catch(() => undefined),
  }
  const trustList = await readHeldTrustList(inputs, now)
  const bytes = fromBase64Url(receipt.receipt)
  const read = trustList && bytes.ok ? await verifyServiceReceipt(bytes.value, { trustList, now }) : undefined
  if (!read?.ok || read.value.number !== receipt.number) return false
  return equalBytes(read.value.content, await hashContent(content))
}
