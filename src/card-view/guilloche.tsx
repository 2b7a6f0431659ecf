/**
 * Waves of five heights over one tile of 48 units; each begins and ends at half height, so that tiles join
 * without a seam.
 */
const waves = [-14, -8, -2, 4, 10].map((height) => `M0 12q12 ${height} 24 0t24 0`).join('')

/** The same ellipse turned by steps: a rosette as a guilloche lathe draws it. */
const turns = Array.from({ length: 12 }, (_, step) => step * 15)

/**
 * The fine line ground of the card: our own drawing, no emblem. Decoration only. It brings the pattern for
 * the rest of the card.
 */
export function Guilloche() {
  return (
    <svg class="guilloche" aria-hidden="true" width="100%" height="100%">
      <defs>
        <pattern id="guilloche" width="48" height="20" patternUnits="userSpaceOnUse">
          <path d={waves} />
        </pattern>
      </defs>
      <rect width="100%" height="100%" fill="url(#guilloche)" />
    </svg>
  )
}

/** The same ground under the other lines of the card, with the rosette in its corner. */
export function GuillocheGround() {
  return (
    <svg class="guilloche" aria-hidden="true" width="100%" height="100%">
      <rect width="100%" height="100%" fill="url(#guilloche)" />
      <svg x="100%" y="100%" overflow="visible" aria-hidden="true">
        {turns.map((turn) => (
          <ellipse key={turn} cx="-40" cy="-44" rx="74" ry="30" transform={`rotate(${turn} -40 -44)`} />
        ))}
      </svg>
    </svg>
  )
}
