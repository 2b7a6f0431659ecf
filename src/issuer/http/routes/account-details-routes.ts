import type * as v from 'valibot'
import type { CodeSentView } from '../../../core/api/account-contract.ts'
import { endpoints } from '../../../core/api/contract.ts'
import type { Endpoint } from '../../../core/api/endpoint.ts'
import {
  AddressChange,
  ClosingRequest,
  EmailChange,
  EmailCodeRequest,
  LanguageRequest,
  PasswordChange,
  PhoneChange,
  PhoneCodesRequest,
} from '../../../core/api/recovery-contract.ts'
import type { Result } from '../../../core/result.ts'
import type { AccountDetails, AccountError } from '../../account-details/account-details.ts'
import type { ContactDetails, ContactError } from '../../account-details/contact-details.ts'
import type { SessionColumns } from '../../db/session-columns.ts'
import { writeSessionCookie } from '../../sessions/session-token.ts'
import { answerError } from '../problem.ts'
import { json, noContent, type RequestContext, type RouteKit } from '../route-kit.ts'

export type AccountDetailsServices = {
  readonly accountDetails: AccountDetails
  readonly contactDetails: ContactDetails
}

/** What an account holder sees and changes of their own account. */
export function registerAccountDetailsRoutes(kit: RouteKit, services: AccountDetailsServices): void {
  const { serve, withSession, withBody, sessions, now } = kit
  const { accountDetails, contactDetails } = services

  /** A change that an account holder asks for with a body. */
  function serveChange<Body extends v.GenericSchema>(
    endpoint: Endpoint,
    schema: Body,
    run: (row: SessionColumns, body: v.InferOutput<Body>, c: RequestContext) => Promise<Response>,
  ): void {
    serve(endpoint, (c) =>
      withBody(c, schema, (body) => withSession(c, sessions.find, (row) => run(row, body, c))),
    )
  }

  serve(endpoints.readAccount, (c) =>
    withSession(c, sessions.find, async (row) => json(await accountDetails.read(row.person_id))),
  )

  serveChange(endpoints.changePassword, PasswordChange, async (row, body, c) => {
    const changed = await accountDetails.changePassword(row, body, now())
    if (!changed.ok) return answerError(changed.error)
    return noContent({ 'Set-Cookie': writeSessionCookie(changed.value, kit.cookieFormOf(c)) })
  })
  serveChange(endpoints.setLanguage, LanguageRequest, async (row, { language }) => {
    await accountDetails.setLanguage(row.person_id, language)
    return noContent()
  })
  serveChange(endpoints.requestClosing, ClosingRequest, async (row, { password }) =>
    answerDone(await accountDetails.requestClosing(row.person_id, password, now())),
  )

  serveChange(endpoints.sendEmailCode, EmailCodeRequest, async (row, body) =>
    answerSent(await contactDetails.sendEmailCode(row.person_id, body, now())),
  )
  serveChange(endpoints.changeEmail, EmailChange, async (row, body) =>
    answerDone(await contactDetails.changeEmail(row.person_id, body, now())),
  )
  serveChange(endpoints.sendPhoneCodes, PhoneCodesRequest, async (row, body) =>
    answerSent(await contactDetails.sendPhoneCodes(row.person_id, body, now())),
  )
  serveChange(endpoints.changePhone, PhoneChange, async (row, body) =>
    answerDone(await contactDetails.changePhone(row.person_id, body, now())),
  )
  serve(endpoints.sendAddressCode, (c) =>
    withSession(c, sessions.find, async (row) =>
      answerSent(await contactDetails.sendAddressCode(row.person_id, now())),
    ),
  )
  serveChange(endpoints.changeAddress, AddressChange, async (row, body) =>
    answerDone(await contactDetails.changeAddress(row.person_id, body, now())),
  )
}

function answerSent(sent: Result<CodeSentView, ContactError>): Response {
  return sent.ok ? json(sent.value) : answerError(sent.error)
}

function answerDone(done: Result<void, ContactError | AccountError>): Response {
  return done.ok ? noContent() : answerError(done.error)
}
