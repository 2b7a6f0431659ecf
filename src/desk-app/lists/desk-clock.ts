/** Differences up to this are nobody's fault, in seconds. */
const TOLERATED = 90

/** As many phones in a row, all in the same direction, mean that the desk is wrong. */
const PHONES = 3

/**
 * Notices that the desk's clock is wrong: by the issuer's own time where there is a network, by lists from
 * the future, or because phone after phone differs in the same direction. Seconds, positive when the desk is
 * ahead.
 */
export type DeskClock = {
  heardIssuer: (issuerTime: number, deskTime: number) => void
  sawList: (issuedAt: number, deskTime: number) => void
  sawPhone: (skewSeconds: number) => void
  /** By how much the desk is off, as far as that is certain. */
  offset: () => number | undefined
}

export function createDeskClock(): DeskClock {
  let byIssuer: number | undefined
  let byList: number | undefined
  let phones: number[] = []
  return {
    heardIssuer(issuerTime, deskTime) {
      byIssuer = deskTime - issuerTime
    },
    sawList(issuedAt, deskTime) {
      if (issuedAt - deskTime > TOLERATED) byList = deskTime - issuedAt
    },
    sawPhone(skewSeconds) {
      phones = [...phones, skewSeconds].slice(-PHONES)
    },
    offset() {
      if (byIssuer !== undefined) return Math.abs(byIssuer) > TOLERATED ? byIssuer : undefined
      if (byList !== undefined) return byList
      const isSame =
        phones.length === PHONES &&
        (phones.every((skew) => skew > TOLERATED) || phones.every((skew) => skew < -TOLERATED))
      return isSame ? [...phones].sort((a, b) => a - b)[1] : undefined
    },
  }
}
