import type { CardFace } from '../../core/card/card.ts'
import type { VerifyOutcome } from '../../core/credential/verdict.ts'
import type { VerdictColour } from '../../core/credential/verdict-colour.ts'

/** VN Core 0.6.0 is a draft: its canonical address stands here alone. */
const VN_CORE = 'http://fhir.hl7.org.vn/core'

type Period = { readonly start?: string; readonly end?: string }

/** The part of FHIR R4's CoverageEligibilityResponse that is written. */
export type EligibilityResponse = {
  readonly resourceType: 'CoverageEligibilityResponse'
  readonly meta: { readonly profile: readonly [string] }
  readonly status: 'active'
  readonly purpose: readonly ['validation']
  readonly patient: { readonly identifier: Identifier; readonly display: string }
  readonly created: string
  readonly request: { readonly identifier: Identifier }
  readonly outcome: 'complete' | 'partial' | 'error'
  readonly disposition: string
  readonly insurer: { readonly display: string }
  readonly insurance: readonly {
    readonly coverage: { readonly identifier: Identifier }
    readonly inforce?: boolean
    readonly benefitPeriod?: Period
  }[]
}

type Identifier = { readonly system: string; readonly value: string }

/**
 * A verdict as a FHIR resource. `inforce` is said of green cards and of those that are over: whether an
 * unsigned one is in force, or one that nobody could look for among the revoked, is not known, and a specimen
 * is none. `requestId` is a UUID that stands for the request, which a desk does not make.
 */
export function writeEligibilityResponse(
  card: CardFace,
  { verdict }: VerifyOutcome,
  { colour, at, requestId }: { colour: VerdictColour; at: number; requestId: string },
): EligibilityResponse {
  const number = { system: `${VN_CORE}/sid/bhyt`, value: card.bhytNumber }
  const period = {
    ...(card.validFrom && { start: card.validFrom }),
    ...(card.validTo && { end: card.validTo }),
  }
  const isInForce = colour === 'green'
  const isOver = verdict === 'expired' || verdict === 'revoked' || verdict === 'not_yet_valid'
  return {
    resourceType: 'CoverageEligibilityResponse',
    meta: { profile: [`${VN_CORE}/StructureDefinition/vn-core-coverage-eligibility-response`] },
    status: 'active',
    purpose: ['validation'],
    patient: { identifier: number, display: card.fullName },
    created: new Date(at * 1000).toISOString(),
    request: { identifier: { system: 'urn:ietf:rfc:3986', value: `urn:uuid:${requestId}` } },
    outcome: colour === 'green' ? 'complete' : colour === 'amber' ? 'partial' : 'error',
    disposition: verdict,
    insurer: { display: 'Bảo hiểm xã hội Việt Nam' },
    insurance: [
      {
        coverage: { identifier: number },
        ...((isInForce || isOver) && { inforce: isInForce }),
        ...(Object.keys(period).length > 0 && { benefitPeriod: period }),
      },
    ],
  }
}
