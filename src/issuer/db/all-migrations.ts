import { registry } from './migrations/0001-registry.ts'
import { wallets } from './migrations/0002-wallets.ts'
import { accounts } from './migrations/0003-accounts.ts'
import { signIn } from './migrations/0004-sign-in.ts'
import { recovery } from './migrations/0005-recovery.ts'
import { registration } from './migrations/0006-registration.ts'
import { familySnapshots } from './migrations/0007-family-snapshots.ts'
import { reports } from './migrations/0008-reports.ts'
import { office } from './migrations/0009-office.ts'
import { messages } from './migrations/0010-messages.ts'
import { declaredEmail } from './migrations/0011-declared-email.ts'
import { accessVersion } from './migrations/0012-access-version.ts'
import { mode as issuerMode } from './migrations/0013-mode.ts'
import { seenDocuments } from './migrations/0014-seen-documents.ts'
import { officerProofs } from './migrations/0015-officer-proofs.ts'
import { removedDevices } from './migrations/0016-removed-devices.ts'
import { officerAuthenticators } from './migrations/0017-officer-authenticators.ts'
import { detachedPositions } from './migrations/0018-detached-positions.ts'
import { languagesOfPeople } from './migrations/0019-languages.ts'
import { content } from './migrations/0020-content.ts'
import { contentDesk } from './migrations/0021-content-desk.ts'
import { paperCodes } from './migrations/0022-paper-codes.ts'
import { inbox } from './migrations/0023-inbox.ts'
import { employers } from './migrations/0024-employers.ts'
import { snapshotRenewals } from './migrations/0025-snapshot-renewals.ts'
import { statusLists } from './migrations/0026-status-lists.ts'
import { push } from './migrations/0027-push.ts'
import { paymentKeyLists } from './migrations/0028-payment-keys.ts'
import { payments } from './migrations/0029-payments.ts'
import { codesFirst } from './migrations/0030-codes-first.ts'
import { services } from './migrations/0031-services.ts'
import { questions } from './migrations/0032-questions.ts'
import { picturePlace } from './migrations/0033-picture-place.ts'
import { paymentsOfRequests } from './migrations/0034-payments-of-requests.ts'
import { unansweredQuestions } from './migrations/0035-unanswered-questions.ts'
import { roomForUses } from './migrations/0036-room-for-uses.ts'
import { signInsByDevice } from './migrations/0037-sign-ins-by-device.ts'
import { useCountsByEnd } from './migrations/0038-use-counts-by-end.ts'
import { refundsByReference } from './migrations/0039-refunds-by-reference.ts'
import { transfersByReference } from './migrations/0040-transfers-by-reference.ts'

/**
 * What a migration does, in the SQL that both databases share; one that is stopped in the middle goes on at
 * the next start:
 *
 * - a list of statements that run in one transaction and hold their locks for a moment: nothing that reads or
 *   writes every row
 * - `index`, a `create index` beside the running service
 * - `parts`, a statement that changes some thousand rows at most, and is repeated until it changes none
 * - `storage`, how PostgreSQL, and it alone, is to store what a table gets from now on
 */
export type MigrationWork =
  | readonly string[]
  | { readonly index: string }
  | { readonly parts: string }
  | { readonly storage: string }

export type Migration = readonly [name: string, work: MigrationWork]

/**
 * In order; appended to, never changed. The build before runs on the tables of this one
 * (docs/operations.md, "Updates").
 */
export const allMigrations: readonly Migration[] = [
  ['0001-registry', registry],
  ['0002-wallets', wallets],
  ['0003-accounts', accounts],
  ['0004-sign-in', signIn],
  ['0005-recovery', recovery],
  ['0006-registration', registration],
  ['0007-family-snapshots', familySnapshots],
  ['0008-reports', reports],
  ['0009-office', office],
  ['0010-messages', messages],
  ['0011-declared-email', declaredEmail],
  ['0012-access-version', accessVersion],
  ['0013-mode', issuerMode],
  ['0014-seen-documents', seenDocuments],
  ['0015-officer-proofs', officerProofs],
  ['0016-removed-devices', removedDevices],
  ['0017-officer-authenticators', officerAuthenticators],
  ['0018-detached-positions', detachedPositions],
  ['0019-languages', languagesOfPeople],
  ['0020-content', content],
  ['0021-content-desk', contentDesk],
  ['0022-paper-codes', paperCodes],
  ['0023-inbox', inbox],
  ['0024-employers', employers],
  ['0025-snapshot-renewals', snapshotRenewals],
  ['0026-status-lists', statusLists],
  ['0027-push', push],
  ['0028-payment-keys', paymentKeyLists],
  ['0029-payments', payments],
  ['0030-codes-first', codesFirst],
  ['0031-services', services],
  ['0032-questions', questions],
  ['0033-picture-place', picturePlace],
  ['0034-payments-of-requests', paymentsOfRequests],
  ['0035-unanswered-questions', unansweredQuestions],
  ['0036-room-for-uses', roomForUses],
  ['0037-sign-ins-by-device', signInsByDevice],
  ['0038-use-counts-by-end', useCountsByEnd],
  ['0039-refunds-by-reference', refundsByReference],
  ['0040-transfers-by-reference', transfersByReference],
]
