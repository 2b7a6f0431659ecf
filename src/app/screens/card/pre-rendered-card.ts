import { quietZone } from '../../../card-view/quiet-zone.ts'
import type { ShownCode } from '../../../card-view/shown.ts'
import type { CodeKind } from '../../../core/card/card-code.ts'

/** What the service worker has pre-rendered: which card, which kind of code, and the symbol itself. */
export type PreRenderedCode = { cardId: string; kind: CodeKind; code?: ShownCode }

const kinds: readonly CodeKind[] = ['hospital', 'live']

/** Reads the pre-rendered code back from the page, so that the code on screen stays until it is due. */
export function readPreRendered(root: Element): PreRenderedCode | undefined {
  const panel = root.querySelector<HTMLElement>('.code-panel')
  const { card: cardId, at } = panel?.dataset ?? {}
  const kind = kinds.find((known) => known === panel?.dataset['kind'])
  if (!panel || cardId === undefined || kind === undefined) return undefined
  const symbol = panel.querySelector<SVGSVGElement>('.qr')
  const path = symbol?.querySelector('path')?.getAttribute('d')
  if (!symbol || path === null || path === undefined) return { cardId, kind }
  const size = symbol.viewBox.baseVal.width - 2 * quietZone
  return { cardId, kind, code: { state: 'rendered', path, size, ...(at && { at: Number(at) }) } }
}
