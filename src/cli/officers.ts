/**
 * The officers, for the operator (docs/operations.md, "Officers"):
 *
 *   officers.ts add LOGIN --name "NAME" --office CODE [--role officer|supervisor]
 *       [--duty files|content|money]             prints the first password, once
 *   officers.ts reset LOGIN [--authenticator]    a new first password; ends their sessions; with the flag the authenticator goes, too
 *   officers.ts end LOGIN                        ends the account; what they did stays in the log
 *   officers.ts list
 *   officers.ts audit [--known SEQUENCE:HASH]    goes through the log; --known is the end that it printed earlier
 */
import { parseArgs } from 'node:util'
import * as v from 'valibot'
import {
  type OfficerDuty,
  type OfficerRole,
  OfficerSignInRequest,
  officerDuties,
} from '../core/api/officer-contract.ts'
import { isPersonName } from '../core/qr/safe-text.ts'
import type { Result } from '../core/result.ts'
import { argon2Hasher } from '../issuer/accounts/password.ts'
import type { AuditHead, AuditLog } from '../issuer/audit/audit-log.ts'
import { createOfficers, type OfficerError, type Officers } from '../issuer/back-office/officers.ts'
import { updateBranches } from '../issuer/branches/branches.ts'
import { withOwnDatabase } from './own-database.ts'

const now = Math.floor(Date.now() / 1000)

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    name: { type: 'string' },
    office: { type: 'string' },
    role: { type: 'string', default: 'officer' },
    duty: { type: 'string', default: 'files' },
    known: { type: 'string' },
    authenticator: { type: 'boolean', default: false },
  },
})
const [command = '', login = ''] = positionals

function fail(message: string): never {
  console.error(message)
  process.exit(1)
}

const troubles: Record<OfficerError, string> = {
  login_taken: 'There is an officer with this login already',
  office_unknown: 'There is no office with this code (public/offices.json)',
  officer_unknown: 'There is no such officer',
}

function valueOr<T>(result: Result<T, OfficerError>): T {
  return result.ok ? result.value : fail(troubles[result.error])
}

function readLogin(): string {
  if (!v.is(OfficerSignInRequest.entries.login, login))
    fail('LOGIN: 3 to 32 small letters, digits, dots and dashes')
  return login
}

function readRole(): OfficerRole {
  return values.role === 'officer' || values.role === 'supervisor'
    ? values.role
    : fail('--role officer|supervisor')
}

function readDuty(): OfficerDuty {
  const duty = officerDuties.find((each) => each === values.duty)
  return duty ?? fail(`--duty ${officerDuties.join('|')}`)
}

function readKnownHead(): AuditHead | undefined {
  if (values.known === undefined) return undefined
  const [, sequence, hash] = /^(\d{1,9}):([0-9a-f]{64})$/.exec(values.known) ?? []
  return hash === undefined ? fail('--known SEQUENCE:HASH') : { sequence: Number(sequence), hash }
}

const showPassword = (password: string) =>
  console.log(`${readLogin()}  ${password}  (good for 72 hours; to be changed at the first sign-in)`)

type Parts = { readonly officers: Officers; readonly audit: AuditLog }

const commands: Record<string, (parts: Parts) => Promise<void>> = {
  add: async ({ officers }) => {
    const { name: fullName = '', office: officeCode = '' } = values
    if (!isPersonName(fullName) || officeCode === '') fail('--name "NAME" --office CODE')
    showPassword(
      valueOr(
        await officers.add(
          { login: readLogin(), fullName, officeCode, role: readRole(), duty: readDuty() },
          now,
        ),
      ),
    )
  },
  reset: async ({ officers }) =>
    showPassword(
      valueOr(await officers.reset(readLogin(), now, { removesAuthenticator: values.authenticator })),
    ),
  end: async ({ officers }) => {
    valueOr(await officers.end(readLogin(), now))
    console.log(`${login}: ended`)
  },
  list: async ({ officers }) => {
    for (const {
      login: each,
      full_name: name,
      role,
      duty,
      office_code: office,
      ended_at: end,
    } of await officers.list())
      console.log(
        `${each.padEnd(32)}  ${office.padEnd(5)}  ${role.padEnd(10)}  ${duty.padEnd(7)}  ${name}${end ? '  ended' : ''}`,
      )
  },
  audit: async ({ audit }) => {
    const verdict = await audit.verify(readKnownHead())
    if (!verdict.ok) fail(`The log was tampered with: entry ${verdict.sequence} is not what was written`)
    console.log(`${verdict.head.sequence}:${verdict.head.hash}`)
  },
}
const run = commands[command] ?? fail(`Which of ${Object.keys(commands).join(', ')}? See docs/operations.md`)
await withOwnDatabase(now, async ({ config, database, audit }) => {
  await updateBranches(database, { specimens: config.mode === 'demo' })
  await run({ officers: createOfficers(database, { hasher: argon2Hasher, audit }), audit })
})
