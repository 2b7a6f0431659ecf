/**
 * How far a request is. `waiting`: nobody has taken it; `in-review`: an officer has; `returned`: pages of it
 * went back to the person; `awaiting-payment`: approved as soon as it is paid; `withdrawn`: by the person.
 * The last three are final.
 */
export const requestStates = [
  'waiting',
  'in-review',
  'returned',
  'awaiting-payment',
  'approved',
  'refused',
  'withdrawn',
] as const
export type RequestState = (typeof requestStates)[number]

/** Why a request was refused, or pages of it went back. */
export const requestReasons = [
  'not-entitled',
  'papers-missing',
  'papers-unclear',
  'papers-differ',
  'data-differ',
  'wrong-office',
  'already-done',
  'other',
] as const
export type RequestReason = (typeof requestReasons)[number]
