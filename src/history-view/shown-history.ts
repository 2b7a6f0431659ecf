import type { ReportedRow } from '../core/api/report-contract.ts'
import type { Snapshot, SnapshotCard } from '../core/snapshot/snapshot.ts'
import type { HistoryTextKey } from '../i18n/keys.ts'
import type { Translate } from '../i18n/translate.ts'

/** What the views are given: plain excerpts, so that worker and page hand in the same thing. */

export type TranslateHistory = Translate<HistoryTextKey>

/** A card as far as the history asks. */
export type IssuedCard = Pick<SnapshotCard, 'relation' | 'face'>

/** One of the family with what is shown of them. */
export type ShownPerson = {
  readonly personId: string
  readonly relation: SnapshotCard['relation']
  readonly history: Pick<Snapshot, 'issuedAt' | 'holder' | 'participation' | 'benefits' | 'visits'> & {
    readonly cards?: readonly IssuedCard[]
  }
}

/** Which row a person finds wrong, without whose it is. */
export type WrongRow = Omit<ReportedRow, 'cardId'>

/** What the page adds to the markup; the worker passes none. */
export type OnReport = (row: WrongRow) => void
