/**
 * The oldest browsers that open the card, show its code, sign in and scan, as the README promises. All three
 * brought `findLast`, by which `entry.ts` tells them from older ones.
 */
export const browserFloor = { chrome: '97', firefox: '104', ios: '15.4' } as const

/**
 * Vite's `build.cssTarget`: without it what stands in a style sheet for older browsers would be dropped as
 * overridden.
 */
export const styleTarget: readonly string[] = Object.entries(browserFloor).map(
  ([browser, version]) => `${browser}${version}`,
)

/** All of ES2022 but class static blocks, which `check-floor.ts` keeps out. */
export const syntaxTarget = 'es2022'
