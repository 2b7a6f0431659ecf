import * as v from 'valibot'
import { endpoints } from '../../../core/api/contract.ts'
import { pictureLimits } from '../../../core/api/picture-limits.ts'
import {
  DeclarationFormRequest,
  DeclarationRequest,
  IDEMPOTENCY_HEADER,
  idempotencyKey,
  LookUpRequest,
  PHONE_PROOF_HEADER,
  PhoneCodeRequest,
  PhoneRequest,
  pictureKinds,
  StatusRequest,
} from '../../../core/api/registration-contract.ts'
import type { Registration } from '../../registration/registration.ts'
import { answerError, dataHeaders, problem } from '../problem.ts'
import { readBytes } from '../request-body.ts'
import { json, type RouteKit, withClient } from '../route-kit.ts'
import { createUploads } from '../uploads.ts'

/** Filing the declaration for an account. */
export function registerRegistrationRoutes(
  { serve, withBody, readClient, now }: RouteKit,
  { registration }: { readonly registration: Registration },
): void {
  const { declarations } = registration
  const upload = createUploads<string>()

  serve(endpoints.sendPhoneCode, (c) =>
    withBody(c, PhoneCodeRequest, async (request) => {
      const sent = await registration.phones.sendCode(withClient(request, readClient(c)), now())
      return sent.ok ? json(sent.value) : answerError(sent.error)
    }),
  )

  serve(endpoints.confirmPhone, (c) =>
    withBody(c, PhoneRequest, async (request) => {
      const confirmed = await registration.phones.confirm({ ...request, ...readClient(c) }, now())
      return confirmed.ok ? json(confirmed.value) : answerError(confirmed.error)
    }),
  )

  serve(endpoints.lookUpNumber, (c) =>
    withBody(c, LookUpRequest, async (person) => {
      const found = await registration.lookUpNumber(withClient(person, readClient(c)), now())
      return found.ok ? json({ bhxhCode: found.value }) : answerError(found.error)
    }),
  )

  serve(endpoints.uploadPicture, async (c) => {
    const kind = pictureKinds.find((each) => each === c.req.param('kind'))
    if (kind === undefined) return problem('not_found')
    const phoneProof = c.req.header(PHONE_PROOF_HEADER) ?? ''
    const admitted = await registration.admit('pictures', { phoneProof, ...readClient(c) }, now())
    if (!admitted.ok) return answerError(admitted.error)
    const subject = admitted.value
    return upload(subject, async () => {
      const bytes = await readBytes(c.req.raw, pictureLimits.bytes)
      const kept = await registration.keepPicture({ subject, kind, bytes }, now())
      return kept.ok ? json({ picture: kept.value }) : problem(kept.error)
    })
  })

  serve(endpoints.fileDeclaration, (c) =>
    withBody(c, DeclarationRequest, async (declaration) => {
      const key = c.req.header(IDEMPOTENCY_HEADER)
      if (!v.is(idempotencyKey, key)) return problem('malformed_request')
      const { phoneProof } = declaration
      const admitted = await registration.admit('filings', { phoneProof, ...readClient(c) }, now())
      if (!admitted.ok) return answerError(admitted.error)
      const filed = await declarations.file(declaration, key, now())
      return filed.ok ? json(filed.value) : answerError(filed.error)
    }),
  )

  serve(endpoints.readDeclarationStatus, (c) =>
    withBody(c, StatusRequest, async ({ fileNumber }) => {
      const admitted = await registration.admitStatus(readClient(c), now())
      if (!admitted.ok) return answerError(admitted.error)
      const status = await declarations.readStatus(fileNumber)
      return status === undefined ? problem('file_unknown') : json(status)
    }),
  )

  serve(endpoints.readDeclarationForm, (c) =>
    withBody(c, DeclarationFormRequest, async (request) => {
      const { phoneProof } = request
      const admitted = await registration.admit('forms', { phoneProof, ...readClient(c) }, now())
      if (!admitted.ok) return answerError(admitted.error)
      const form = await declarations.readForm(request, now())
      if (!form.ok) return problem(form.error)
      return new Response(form.value, { headers: { ...dataHeaders, 'Content-Type': 'application/pdf' } })
    }),
  )
}
