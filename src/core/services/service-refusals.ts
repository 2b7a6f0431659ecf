/**
 * Why a request was not taken, as `reasons` of `service_refused`. `service-unknown`: no definition with this
 * hash is or was lately in force; `window-closed`: not in these days of the quarter; `files-missing`:
 * `fields` names the hashes that have not arrived; `proof-needed`: the service asks for the password once
 * more; `not-open`: it is not the person's turn (any more); `too-many-open`: thirty requests are open.
 */
export const serviceRefusals = [
  'service-unknown',
  'window-closed',
  'files-missing',
  'proof-needed',
  'not-open',
  'too-many-open',
] as const
export type ServiceRefusal = (typeof serviceRefusals)[number]
