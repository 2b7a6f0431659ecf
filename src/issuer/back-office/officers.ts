import { randomBytes } from 'node:crypto'
import type { OfficerDuty, OfficerRole } from '../../core/api/officer-contract.ts'
import { err, ok, type Result } from '../../core/result.ts'
import type { PasswordHasher } from '../accounts/password.ts'
import { generateTemporaryPassword } from '../accounts/temporary-password.ts'
import type { AuditLog } from '../audit/audit-log.ts'
import type { Database } from '../db/open-database.ts'
import type { OfficerRow } from '../db/schema.ts'

/** How long a first password may be used, in seconds. */
const FIRST_PASSWORD_LIFE = 72 * 3600

export type NewOfficer = {
  readonly login: string
  readonly fullName: string
  readonly officeCode: string
  readonly role: OfficerRole
  /** People's files if absent. */
  readonly duty?: OfficerDuty
}

export type OfficerError = 'login_taken' | 'office_unknown' | 'officer_unknown'

export type Officers = ReturnType<typeof createOfficers>

/** The accounts of officers, which a command of the operator makes and ends: nobody registers as one. */
export function createOfficers(
  database: Database,
  { hasher, audit }: { readonly hasher: PasswordHasher; readonly audit: AuditLog },
) {
  return {
    /** Makes an account and gives its first password, which is kept nowhere. */
    async add(
      { login, fullName, officeCode, role, duty = 'files' }: NewOfficer,
      now: number,
      password = generateTemporaryPassword(),
    ): Promise<Result<string, OfficerError>> {
      const passwordHash = await hasher.hash(password)
      return database.query.transaction().execute(async (transaction) => {
        const office = await transaction
          .selectFrom('offices')
          .select('code')
          .where('code', '=', officeCode)
          .executeTakeFirst()
        if (office === undefined) return err('office_unknown')
        const id = randomBytes(9).toString('base64url')
        const added = await transaction
          .insertInto('officers')
          .values({
            id,
            login,
            full_name: fullName,
            role,
            duty,
            office_code: officeCode,
            password_hash: passwordHash,
            temporary_until: now + FIRST_PASSWORD_LIFE,
            created_at: now,
            ended_at: null,
          })
          .onConflict((conflict) => conflict.column('login').doNothing())
          .returning('id')
          .executeTakeFirst()
        if (added === undefined) return err('login_taken')
        await audit.append(transaction, { action: 'officer-added', target: id }, now)
        return ok(password)
      })
    },

    /**
     * Gives an officer a new first password and ends their sessions; of one who has lost the phone the
     * authenticator goes as well, and another one is set up with that password.
     */
    async reset(
      login: string,
      now: number,
      { removesAuthenticator = false }: { readonly removesAuthenticator?: boolean } = {},
    ): Promise<Result<string, OfficerError>> {
      const password = generateTemporaryPassword()
      const values = {
        password_hash: await hasher.hash(password),
        temporary_until: now + FIRST_PASSWORD_LIFE,
      }
      const changed = await change(login, 'officer-reset', now, values, removesAuthenticator)
      return changed ? ok(password) : err('officer_unknown')
    },

    /** Ends an officer's account; what they did stays in the log. */
    async end(login: string, now: number): Promise<Result<void, OfficerError>> {
      const changed = await change(login, 'officer-ended', now, { ended_at: now }, true)
      return changed ? ok(undefined) : err('officer_unknown')
    },

    list(): Promise<Omit<OfficerRow, 'password_hash'>[]> {
      return database.query
        .selectFrom('officers')
        .select([
          'id',
          'login',
          'full_name',
          'role',
          'duty',
          'office_code',
          'temporary_until',
          'created_at',
          'ended_at',
        ])
        .orderBy('office_code')
        .orderBy('login')
        .execute()
    },
  }

  function change(
    login: string,
    action: 'officer-reset' | 'officer-ended',
    now: number,
    values: Partial<OfficerRow>,
    removesAuthenticator: boolean,
  ): Promise<boolean> {
    return database.query.transaction().execute(async (transaction) => {
      const officer = await transaction
        .updateTable('officers')
        .set(values)
        .where('login', '=', login)
        .where('ended_at', 'is', null)
        .returning('id')
        .executeTakeFirst()
      if (officer === undefined) return false
      await transaction.deleteFrom('officer_sessions').where('officer_id', '=', officer.id).execute()
      await audit.append(transaction, { action, target: officer.id }, now)
      if (!removesAuthenticator) return true
      const { numDeletedRows } = await transaction
        .deleteFrom('officer_authenticators')
        .where('officer_id', '=', officer.id)
        .executeTakeFirst()
      if (numDeletedRows > 0n && action === 'officer-reset')
        await audit.append(transaction, { action: 'authenticator-removed', target: officer.id }, now)
      return true
    })
  }
}
