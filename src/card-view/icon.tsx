/** The few line drawings of the card path, on a 24-unit grid; decoration only, the words beside them carry the meaning. */
const drawings = {
  card: 'M3 6.5h18v11H3zM6 10.5h6M6 14h4M16 10v4M14 12h4',
  history: 'M4 6h16M4 12h16M4 18h10M7 4v4M15 10v4M10 16v4',
  scan: 'M4 8V4h4M16 4h4v4M20 16v4h-4M8 20H4v-4M4 12h16',
  services: 'M4 4h7v7H4zM13 4h7v7h-7zM4 13h7v7H4zM13 16.5h7M16.5 13v7',
  offline: 'M3 3l18 18M8.5 8A6 6 0 0 0 7 18h10M10.5 6.2A6 6 0 0 1 17.5 10a4 4 0 0 1 2.8 6.2',
  warn: 'M12 4 2.8 20h18.4zM12 10v4.5M12 17v.5',
  turn: 'M4 9h13l-3.5-3.5M20 15H7l3.5 3.5',
  back: 'M20 12H5M11 5.5 4.5 12l6.5 6.5',
} as const

export type IconName = keyof typeof drawings

/** One of the drawings, beside words that say the same: hidden from screen readers. */
export function Icon({ name }: { name: IconName }) {
  return (
    <svg class="icon" viewBox="0 0 24 24" aria-hidden="true">
      <path d={drawings[name]} />
    </svg>
  )
}
