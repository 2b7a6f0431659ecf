import { type RequestState, requestStates } from '../../../../core/services/request-states.ts'
import type { NextStep, SnapshotRequest } from '../../../../core/snapshot/service-requests.ts'

const steps = ['wait', 'mend', 'pay', 'collect', 'nothing'] as const satisfies readonly NextStep[]

/** A state of later issuers has words of its own. */
export function knownState(state: SnapshotRequest['state']): RequestState | 'unknown' {
  return requestStates.find((each) => each === state) ?? 'unknown'
}

/** A step of later issuers has words of its own. */
export function knownStep(step: SnapshotRequest['nextStep']): NextStep | 'unknown' {
  return steps.find((each) => each === step) ?? 'unknown'
}
