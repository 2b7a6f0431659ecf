import { endpoints } from '../../../core/api/contract.ts'
import {
  InboundSmsRequest as InboundSmsBody,
  RecoveryCodeRequest,
  RecoveryRequest,
} from '../../../core/api/recovery-contract.ts'
import type { Challenges } from '../../challenges/challenges.ts'
import { isSignedByGateway } from '../../messaging/gateway-signature.ts'
import type { InboundSms } from '../../recovery/inbound-sms.ts'
import type { Recovery } from '../../recovery/recovery.ts'
import { answerError, problem } from '../problem.ts'
import { parseBody, readJsonText } from '../request-body.ts'
import { answerBodyError, json, noContent, type RouteKit } from '../route-kit.ts'

export type RecoveryServices = {
  readonly challenges: Challenges
  readonly recovery: Recovery
  readonly inboundSms: InboundSms
  /** Absent where no text messages come in. */
  readonly smsInboundSecret: string | undefined
}

/** Getting back into an account, and the challenges before that. */
export function registerRecoveryRoutes(kit: RouteKit, services: RecoveryServices): void {
  const { serve, withBody, readClientIp, now } = kit
  const { challenges, recovery, inboundSms, smsInboundSecret } = services

  serve(endpoints.createChallenge, async () => json(await challenges.issue(now())))

  serve(endpoints.sendRecoveryCode, (c) =>
    withBody(c, RecoveryCodeRequest, async (body) => {
      const sent = await recovery.sendCode({ ...body, clientIp: readClientIp(c) }, now())
      return sent.ok ? json(sent.value) : answerError(sent.error)
    }),
  )

  serve(endpoints.recover, (c) =>
    withBody(c, RecoveryRequest, async (body) => {
      const recovered = await recovery.recover({ ...body, clientIp: readClientIp(c) }, now())
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
