import type { Verdict, VerdictNote } from './verdict.ts'

/** The colour of an answer: `none` is for what is no card. */
export type VerdictColour = 'green' | 'amber' | 'red' | 'none'

/** Everything that is not listed is red. */
const colours: Partial<Readonly<Record<Verdict, VerdictColour>>> = {
  valid: 'green',
  valid_unbound: 'green',
  valid_totals: 'none',
  not_a_card: 'none',
  not_ours: 'none',
  unsigned: 'amber',
  unknown_relation: 'amber',
  stale_credential: 'amber',
  clock_differs: 'amber',
}

/**
 * Notes that make a green verdict amber: nobody could look whether the card was revoked, or the desk asked
 * and paper answers nothing.
 */
const amberNotes: ReadonlySet<VerdictNote> = new Set([
  'stale_status_list',
  'status_not_checked',
  'nonce_required',
])

/**
 * The colour in which a verdict with these notes is shown; docs/credential-format.md, section 13. A specimen
 * is green where somebody made the desk for a demo (`takesSpecimens`), and nowhere else.
 */
export function colourOf(
  verdict: Verdict,
  notes: readonly VerdictNote[],
  takesSpecimens = false,
): VerdictColour {
  const colour = colours[verdict] ?? 'red'
  const isDoubtful = notes.some((note) => (note === 'specimen' ? !takesSpecimens : amberNotes.has(note)))
  return colour === 'green' && isDoubtful ? 'amber' : colour
}
