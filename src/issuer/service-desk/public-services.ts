import type { Transaction } from 'kysely'
import type { Bytes } from '../../core/bytes.ts'
import { err } from '../../core/result.ts'
import type { AuditLog } from '../audit/audit-log.ts'
import type { Database } from '../db/open-database.ts'
import type { Tables } from '../db/schema.ts'
import type { ServiceSheet } from '../declaration-form/service-sheet.ts'
import type { SealedFiles } from '../pictures/sealed-files.ts'
import type { RateLimits } from '../rate-limits/rate-limits.ts'
import { createServiceDefinitions } from '../services/service-definitions.ts'
import { createServiceFiles } from '../services/service-files.ts'
import { createServiceProofs } from '../services/service-proofs.ts'
import { createServiceRequests, type ReceiptContext } from '../services/service-requests.ts'
import type { Snapshots } from '../snapshots/snapshots.ts'
import { askAgain, takePaidRequest } from './request-payment.ts'
import { createServiceBoard } from './service-board.ts'
import { createServiceDesk } from './service-desk.ts'

export type PublicServices = ReturnType<typeof createPublicServices>

/** Public services by definition, see docs/services.md. */
export function createPublicServices(
  database: Database,
  {
    sealedFiles,
    limits,
    secret,
    findSigner,
    snapshots,
    audit,
    renderSheet,
    takesPayments,
  }: {
    readonly sealedFiles: SealedFiles
    readonly limits: RateLimits
    readonly secret: Uint8Array
    readonly findSigner: (now: number) => ReceiptContext
    readonly snapshots: Snapshots
    readonly audit: AuditLog
    readonly renderSheet: (sheet: ServiceSheet, officeName: string) => Promise<Bytes>
    readonly takesPayments: boolean
  },
) {
  const definitions = createServiceDefinitions(database)
  const files = createServiceFiles(database, { files: sealedFiles, limits })
  const proofs = createServiceProofs(secret)
  return {
    definitions,
    files,
    proofs,
    requests: createServiceRequests(database, { definitions, files, proofs, limits, findSigner }),
    desk: createServiceDesk(database, { definitions, files, snapshots, audit, renderSheet, takesPayments }),
    board: createServiceBoard(database),
    /** Asks for a payment again whose time is over. */
    askAgain: (asked: { readonly personId: number; readonly number: string }, now: number) =>
      takesPayments
        ? askAgain(database, definitions, asked, now)
        : Promise.resolve(err('not_found' as const)),
    /** Does what a request asked for, in the transaction that takes the last đồng of its payment. */
    takePaid: (
      transaction: Transaction<Tables>,
      paid: { readonly personId: number; readonly requestId: string },
      now: number,
    ) => takePaidRequest(transaction, { ...paid, definitions }, now),
  }
}
