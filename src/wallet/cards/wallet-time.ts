import type { WalletSummary } from './wallet-card.ts'

/** Clocks that are this far apart count as equal, in seconds; also to a desk. */
const TOLERANCE = 120
/** No credential lives longer, in seconds: a time later than that after the newest signed one is nobody's. */
const LIFE = 30 * 86_400

export type WalletTime = {
  /**
   * Unix seconds: the device's clock, put right by the difference that the service has told, where that fits.
   */
  readonly now: number
  /** The device's clock is wrong by more than two minutes, as far as is known. */
  readonly isWrong: boolean
  /** It is before the newest time that the wallet has seen signed: no live code can be made with it. */
  readonly isBehind: boolean
}

/**
 * What time it is for the wallet. `device` is the device's clock in Unix seconds. The difference from the
 * last answer of the service is believed as long as it leads to a time in which the wallet's credentials can
 * live: the clock may have been put right since.
 */
export function readWalletTime(
  { newestSigned = 0, refresh }: Pick<WalletSummary, 'newestSigned' | 'refresh'>,
  device: number,
): WalletTime {
  const difference = refresh?.clockDifference ?? 0
  const told = device + difference
  const isBehind = device < newestSigned - TOLERANCE
  const fits = (time: number) =>
    newestSigned === 0 || (time >= newestSigned - TOLERANCE && time < newestSigned + LIFE)
  const isTold = Math.abs(difference) > TOLERANCE && fits(told)
  return { now: isTold ? told : device, isWrong: isTold || isBehind, isBehind }
}
