import type { CardCode, CodeKind, NoCode, RenderedCode } from '../../core/card/card-code.ts'
import { err, ok, type Result } from '../../core/result.ts'
import type { WalletCard } from '../cards/wallet-card.ts'
import type { StoredHolderKey } from '../database/stores.ts'
import type { CodeTime } from './code-to-show.ts'
import { signLiveCode } from './present-code.ts'

export type CodeInputs = {
  card: WalletCard
  kind: CodeKind
  holderKeys: readonly StoredHolderKey[]
  time: CodeTime
  renderQr: (text: string) => RenderedCode
}

/**
 * The code of a card in one of its kinds, rendered: the BHYT QR text as it was stored, the others made now.
 */
export async function renderCardCode(inputs: CodeInputs): Promise<Result<CardCode, NoCode>> {
  const { card, kind, holderKeys, time, renderQr } = inputs
  const { cardId, hospitalText, hospitalCode } = card
  switch (kind) {
    case 'live': {
      if (time.isDoubtful) return err('clock')
      const key = holderKeys.find((candidate) => candidate.cardId === cardId)
      const live = await signLiveCode(card, key, time.now)
      return live.ok ? ok({ ...renderQr(live.value.text), at: live.value.issuedAt }) : live
    }
    case 'hospital':
      return hospitalText === '' ? err('no_text') : ok(hospitalCode ?? renderQr(hospitalText))
  }
}
