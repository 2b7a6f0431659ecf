import { Fhir } from 'fhir'
import { expect, it } from 'vitest'
import type { CardFace } from '../../../../src/core/card/card.ts'
import type { Verdict, VerdictNote } from '../../../../src/core/credential/verdict.ts'
import { colourOf } from '../../../../src/core/credential/verdict-colour.ts'
import type { PartialDate } from '../../../../src/core/dates/partial-date.ts'
import { writeEligibilityResponse } from '../../../../src/desk-app/results/eligibility-response.ts'

const fhir = new Fhir()
const card: CardFace = {
  bhytNumber: 'DN4010199977712',
  fullName: 'Phan Thị Mẫu',
  dateOfBirth: '1991-07-23' as PartialDate,
  validFrom: '2026-01-01' as PartialDate,
  validTo: '2026-12' as PartialDate,
}
const requestId = '3f1c2b9e-0d4a-4c57-8a7e-9b1f6d2e5c40'

const write = (verdict: Verdict, face = card, notes: readonly VerdictNote[] = []) =>
  writeEligibilityResponse(
    face,
    { verdict, notes },
    { colour: colourOf(verdict, notes), at: 1_795_900_000, requestId },
  )

/** What the definitions of FHIR R4 find wrong with it; unknown elements are faults. */
function findFaults(resource: object) {
  return fhir.validate(resource, { errorOnUnexpected: true }).messages.map(({ location, message }) => {
    return `${location}: ${message}`
  })
}

it.each([
  ['valid', 'complete', true],
  ['unsigned', 'partial', undefined],
  ['expired', 'error', false],
  ['revoked', 'error', false],
  ['bad_signature', 'error', undefined],
] as const)('%s is a CoverageEligibilityResponse of FHIR R4', (verdict, outcome, inforce) => {
  const resource = write(verdict)
  expect(findFaults(resource)).toEqual([])
  expect(resource.outcome).toBe(outcome)
  expect(resource.insurance[0]?.inforce).toBe(inforce)
  expect(resource.insurance[0]?.benefitPeriod).toEqual({ start: '2026-01-01', end: '2026-12' })
})

it.each(['specimen', 'status_not_checked', 'stale_status_list', 'nonce_required'] as const)(
  'does not say of a card with the note %s that it is in force',
  (note) => {
    const resource = write('valid_unbound', card, [note])
    expect(resource.outcome).toBe('partial')
    expect(resource.insurance[0]).not.toHaveProperty('inforce')
  },
)

it('leaves out the period that nobody knows', () => {
  const { validFrom: _, validTo: __, ...bare } = card
  const resource = write('valid', bare)
  expect(findFaults(resource)).toEqual([])
  expect(resource.insurance[0]).not.toHaveProperty('benefitPeriod')
})

it('is held against definitions that find faults', () => {
  const { insurer: _, ...without } = write('valid')
  expect(findFaults(without)).not.toEqual([])
  expect(findFaults({ ...write('valid'), outcome: 'good' })).not.toEqual([])
  expect(findFaults({ ...write('valid'), colour: 'green' })).not.toEqual([])
})
