import type { AuditView } from '../../core/api/back-office-contract.ts'
import type { PasswordHasher } from '../accounts/password.ts'
import type { AccessParts } from '../accounts/revoke-access.ts'
import type { AuditLog } from '../audit/audit-log.ts'
import type { Database } from '../db/open-database.ts'
import type { OutgoingMessages } from '../messaging/outgoing-messages.ts'
import type { PictureStore } from '../pictures/picture-store.ts'
import type { Admission } from '../rate-limits/admission.ts'
import type { RateLimits } from '../rate-limits/rate-limits.ts'
import { createAccountResets } from './account-resets.ts'
import { createAuthenticators } from './authenticators.ts'
import { PAGE } from './file-page.ts'
import { createBackOfficeDeclarations } from './filed-declarations.ts'
import { createForgetFiles } from './forget-files.ts'
import { createOfficerSessions, type SignedInOfficer } from './officer-sessions.ts'
import { createRequestDesk } from './request-desk.ts'

export type BackOffice = ReturnType<typeof createBackOffice>

/** Everything that officers do. */
export function createBackOffice(
  database: Database,
  parts: {
    readonly hasher: PasswordHasher
    readonly limits: RateLimits
    readonly admission: Admission
    readonly audit: AuditLog
    readonly messages: OutgoingMessages
    readonly pictures: PictureStore
    readonly secret: Uint8Array
  } & AccessParts,
) {
  const { audit } = parts
  return {
    sessions: createOfficerSessions(database, {
      ...parts,
      authenticators: createAuthenticators(parts.secret),
    }),
    declarations: createBackOfficeDeclarations(database, parts),
    requests: createRequestDesk(database, parts),
    resets: createAccountResets(database, parts),
    forgetFiles: createForgetFiles(database),

    /** Notes that an officer asked for what their role does not allow. */
    refuse: (officer: SignedInOfficer, now: number) => audit.note({ officer, action: 'access-refused' }, now),

    /** What the officers of the same office did, before a sequence number. */
    async readAudit(officer: SignedInOfficer, before: number, now: number): Promise<AuditView> {
      await audit.note({ officer, action: 'audit-read' }, now)
      const rows = await audit.list(officer.officeCode, { before, limit: PAGE })
      const last = rows.at(-1)
      return {
        entries: rows.map(({ sequence, at, full_name: name, action, target }) => ({
          sequence,
          at,
          ...(name !== null && { officer: name }),
          action,
          ...(target !== null && { target }),
        })),
        ...(rows.length === PAGE && last && { next: String(last.sequence) }),
      }
    },
  }
}
