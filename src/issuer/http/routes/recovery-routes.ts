import { endpoints } from '../../../core/api/contract.ts'
import {
  InboundSmsRequest as InboundSmsBody,
  RecoveryCodeRequest,
  RecoveryRequest,
} from '../../../core/api/recovery-contract.ts'
import { isSignedByGateway } from '../../messaging/gateway-signature.ts'
import type { Admission } from '../../rate-limits/admission.ts'
import type { InboundSms } from '../../recovery/inbound-sms.ts'
import type { Recovery } from '../../recovery/recovery.ts'
import { answerError, problem } from '../problem.ts'
import { parseBody, readJsonText } from '../request-body.ts'
import { answerBodyError, json, noContent, type RouteKit, withClient } from '../route-kit.ts'

export type RecoveryServices = {
  readonly admission: Admission
  readonly recovery: Recovery
  readonly inboundSms: InboundSms
  /** Absent where no text messages come in. */
  readonly smsInboundSecret: string | undefined
}

/** Getting back into an account, and the challenges before that. */
export function registerRecoveryRoutes(kit: RouteKit, services: RecoveryServices): void {
  const { serve, withBody, readClient, now } = kit
  const { admission, recovery, inboundSms, smsInboundSecret } = services

  serve(endpoints.createChallenge, async (c) => {
    const challenge = await admission.issueChallenge(readClient(c), now())
    return challenge.ok ? json(challenge.value) : answerError(challenge.error)
  })

  serve(endpoints.sendRecoveryCode, (c) =>
    withBody(c, RecoveryCodeRequest, async (body) => {
      const sent = await recovery.sendCode(withClient(body, readClient(c)), now())
      return sent.ok ? json(sent.value) : answerError(sent.error)
    }),
  )

  serve(endpoints.recover, (c) =>
    withBody(c, RecoveryRequest, async (body) => {
      const recovered = await recovery.recover({ ...body, ...readClient(c) }, now())
      return recovered.ok ? noContent() : answerError(recovered.error)
    }),
  )

  serve(endpoints.receiveSms, async (c) => {
    if (smsInboundSecret === undefined) return problem('not_found')
    const body = await readJsonText(c.req.raw)
    if (!body.ok) return answerBodyError(body.error)
    const { headers } = c.req.raw
    if (!isSignedByGateway(smsInboundSecret, { headers, body: body.value }, now()))
      return problem('signature_invalid')
    const message = parseBody(body.value, InboundSmsBody)
    if (!message.ok) return answerBodyError(message.error)
    await inboundSms.receive(message.value, now())
    return noContent()
  })
}
