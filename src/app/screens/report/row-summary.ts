import type { ReportedRow } from '../../../core/api/report-contract.ts'
import type { HistoryTextKey } from '../../../i18n/keys.ts'
import type { Language } from '../../../i18n/languages.ts'
import { writeSpan } from '../../../i18n/written-forms.ts'
import type { WalletCard } from '../../../wallet/cards/wallet-card.ts'
import { nameCard } from '../../components/card-choice.tsx'
import { tBenefits } from '../../texts/benefits-texts.ts'
import { tHistory } from '../../texts/history-texts.ts'

const kinds: Readonly<Record<string, HistoryTextKey>> = {
  bhxh: 'participation.bhxh',
  bhtn: 'participation.bhtn',
  tnld: 'participation.tnld',
  bhyt: 'participation.bhyt',
  'one-off': 'benefits.one-off',
  sickness: 'benefits.sickness',
  maternity: 'benefits.maternity',
  'work-accident': 'benefits.work-accident',
  unemployment: 'benefits.unemployment',
  pension: 'benefits.pension',
  survivor: 'benefits.survivor',
}

/**
 * A row in words, a line for each part: what it is, when, where, and whose if it is not the account holder's.
 */
export function describeRow(row: ReportedRow, language: Language, cards: readonly WalletCard[]): string[] {
  const { section, kind, from, to, name, cardId } = row
  const known = kind && kinds[kind]
  const card = cards.find((each) => each.cardId === cardId)
  const lines = [
    [tBenefits(`report.section.${section}`), known && tHistory(known)].filter(Boolean).join(' – '),
    from && writeSpan(from, to, language),
    name,
    card && nameCard(card),
  ]
  return lines.flatMap((line) => line || [])
}
