import { FirstPaint, toFirstPaintProps } from '../card-view/first-paint.tsx'
import type { DrawnCode } from '../card-view/qr-matrix.ts'
import { drawQr } from '../card-view/qr-matrix.ts'
import type { CodeGap, ShownCode } from '../card-view/shown.ts'
import { viCard } from '../i18n/card/vi.ts'
import { chooseLanguage } from '../i18n/languages.ts'
import { createTranslate } from '../i18n/translate.ts'
import type { OpenedWallet } from '../wallet/load-face.ts'
import { type NoLiveCode, presentPaperCode, signLiveCode } from '../wallet/present-code.ts'
import {
  availableCodes,
  type CodeKind,
  cardToShow,
  codeToShow,
  type WalletCard,
  type WalletFace,
} from '../wallet/wallet-card.ts'
import { toHtml } from './markup.ts'
import { loadTextsPart } from './parts.ts'

/** What the first paint is made of; without `holderKeys` it is the rescue copy's. Time in Unix seconds. */
export type FirstPaintSource = {
  face: WalletFace
  holderKeys?: OpenedWallet['holderKeys']
  online: boolean
  now: number
  browserLanguages: readonly string[]
}

const gaps: Readonly<Record<NoLiveCode, CodeGap>> = {
  no_key: 'noKey',
  expired: 'expired',
  no_credential: 'notYet',
}

/** The card screen as text, its code included; undefined if there is no card to show. */
export async function renderFirstPaint(
  source: FirstPaintSource,
): Promise<{ html: string; language: string } | undefined> {
  const { face, holderKeys, online, now, browserLanguages } = source
  const card = cardToShow(face)
  if (!card) return undefined
  const language = chooseLanguage(face.language ? [face.language] : browserLanguages)
  const texts = (language === 'vi' ? viCard : loadTextsPart()?.[language]) ?? viCard
  const rescue = holderKeys === undefined
  const kinds = rescue ? (['hospital'] as const) : availableCodes(card, now)
  const kind = rescue ? 'hospital' : codeToShow(card, face.chosenCode, now)
  const props = toFirstPaintProps({
    t: createTranslate(texts),
    language,
    card,
    kinds,
    kind,
    code: await drawCode(card, kind, source),
    face,
    online,
    now,
    rescue,
  })
  return { html: toHtml(<FirstPaint {...props} />), language }
}

async function drawCode(
  card: WalletCard,
  kind: CodeKind,
  { holderKeys = [], now }: FirstPaintSource,
): Promise<ShownCode> {
  const { cardId, hospitalCode, hospitalText, paperCredential } = card
  if (kind === 'live') {
    const live = await signLiveCode(
      card,
      holderKeys.find((key) => key.cardId === cardId),
      now,
    )
    if (!live.ok) return { state: 'gap', gap: gaps[live.error] }
    return { state: 'drawn', at: live.value.issuedAt, ...drawQr(live.value.text) }
  }
  const isPaper = kind === 'paper' && paperCredential !== undefined
  const drawn: DrawnCode = isPaper
    ? drawQr(presentPaperCode({ paperCredential }))
    : (hospitalCode ?? drawQr(hospitalText))
  return { state: 'drawn', ...drawn }
}
