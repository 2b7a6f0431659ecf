import { parseBhytNumber } from '../../core/card/bhyt-number.ts'
import type { VerifyOutcome } from '../../core/credential/verdict.ts'
import { colourOf, type VerdictColour } from '../../core/credential/verdict-colour.ts'
import { MAX_QR_TEXT, type QrReading, readQrText } from '../../core/qr/qr-reading.ts'

/** What is said of a scan that is no verdict over a card: one clear line each. */
export type ScanRemark =
  /** The scanner sent Enter and nothing before it. */
  | 'only-enter'
  /** Keys were lost or doubled: to be scanned again. */
  | 'again'
  | 'too-long'
  /** Two codes ran into one. */
  | 'two-codes'
  | 'identity-card'
  | 'desk-code'
  | 'other-code'
  | 'no-code-in-picture'
  | 'no-picture'
  | 'no-lists'
  /** The desk is to ask by codes of its own, and nobody has said where it stands. */
  | 'no-facility'

/** What stands on the desk's screen after a scan. */
export type DeskAnswer =
  | {
      readonly kind: 'verdict'
      readonly outcome: VerifyOutcome
      readonly colour: VerdictColour
      /** SHA-256 of the scanned text, where it is signed: nobody can guess what it belongs to. */
      readonly hash?: string
    }
  /** A number that was typed by hand: well formed, and nothing more is known. */
  | { readonly kind: 'number'; readonly number: string }
  | { readonly kind: 'remark'; readonly remark: ScanRemark }

export const remarkAnswer = (remark: ScanRemark): DeskAnswer => ({ kind: 'remark', remark })

export function verdictAnswer(
  outcome: VerifyOutcome,
  { hash, takesSpecimens }: { hash?: string; takesSpecimens: boolean },
): DeskAnswer {
  const colour = colourOf(outcome.verdict, outcome.notes, takesSpecimens)
  return { kind: 'verdict', outcome, colour, ...(hash !== undefined && { hash }) }
}

/**
 * What to say of a text before it is judged; nothing when it is a wallet code or a card's text, which the
 * verifier judges.
 */
export function remarkOn(text: string): DeskAnswer | undefined {
  if (text.trim() === '') return remarkAnswer('only-enter')
  if (text.length > MAX_QR_TEXT) return remarkAnswer('too-long')
  if ((text.match(/BHYT:\d/g)?.length ?? 0) > 1) return remarkAnswer('two-codes')
  if (text.startsWith('BHYT-DESK:')) return remarkAnswer('desk-code')
  const number = parseBhytNumber(text)
  if (number.ok) return { kind: 'number', number: number.value.text }
  return remarkOnReading(readQrText(text))
}

function remarkOnReading({ kind, warnings }: QrReading): DeskAnswer | undefined {
  if (kind === 'wallet' || kind === 'bhyt') return undefined
  if (kind === 'cccd' || kind === 'can-cuoc') return remarkAnswer('identity-card')
  return remarkAnswer(warnings.some(({ code }) => code === 'several') ? 'two-codes' : 'other-code')
}
