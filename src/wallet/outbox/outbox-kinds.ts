import type { QuestionReceipt } from '../../core/api/question-contract.ts'
import type { DeclarationReceipt, DeclarationRequest } from '../../core/api/registration-contract.ts'
import type { SendReportRequest } from '../../core/api/report-contract.ts'
import type { ServiceReceiptView } from '../../core/api/service-sending-contract.ts'
import type { RequestContent } from '../../core/services/service-request.ts'
import type { OutboxKind } from '../database/stores.ts'

/**
 * What can be sent later: for each kind what is sent (JSON) and what is kept of the answer (JSON). A new kind
 * gets a line here, one in
 * `needsSession` and one sender in outbox-senders.ts.
 */
export type OutboxContents = {
  /**
   * The declaration for an account; its pictures are the item's blobs. The proof gets the declaration back as
   * a PDF.
   */
  registration: {
    payload: Omit<DeclarationRequest, 'pictures'>
    answer: { receipt: DeclarationReceipt; phoneProof: string }
  }
  /** "Something is wrong in my data". */
  report: { payload: Omit<SendReportRequest, 'key' | 'personId'>; answer: { sentAt: number } }
  /** A question to the office; the answer comes with the inbox. */
  question: { payload: { text: string }; answer: QuestionReceipt }
  /** Which items of the inbox were read: the wallet's own business, in no list of what was sent. */
  'read-marks': { payload: { ids: readonly string[] }; answer: object }
  /**
   * What was filled in for a public service, or the pages anew that the office sent back. The files are the
   * item's blobs, by their hash. What was sent is kept with the receipt, which confirms it.
   */
  'service-request': {
    payload: {
      content: RequestContent
      files: readonly string[]
      /** The password was given once more, where the service asks for it. */
      proof?: string
      /** The number of the request that it mends. */
      mends?: string
    }
    answer: { receipt: ServiceReceiptView; content: RequestContent; mends?: string }
  }
}

/**
 * Kinds that are sent in the name of whoever is signed in. They go out only while that is the person who
 * queued them, and are dropped when another person's data comes onto the device.
 */
export const needsSession: Readonly<Record<OutboxKind, boolean>> = {
  registration: false,
  report: true,
  question: true,
  'read-marks': true,
  'service-request': true,
}
