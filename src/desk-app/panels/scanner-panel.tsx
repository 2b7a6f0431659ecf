import { useEffect, useRef, useState } from 'preact/hooks'
import type { TranslateDesk } from '../desk-texts.ts'
import type { ScannerLink, ScannerState } from '../scanners/scanner-link.ts'
import { hasScanners, type ScannerKind, scannerKinds } from '../scanners/scanner-support.ts'

type ScannerPanelProps = { readonly t: TranslateDesk; readonly onText: (text: string) => void }

/** States that the staff has to know of while the panel is closed. */
const troubles: readonly ScannerState['kind'][] = ['busy', 'unplugged']

/** Scanners that are spoken to directly, where the browser can: by HID POS, by a serial port. */
export function ScannerPanel({ t, onText }: ScannerPanelProps) {
  const links = scannerKinds.map((kind) => ({ kind, ...useScannerLink(kind, onText) }))
  return (
    <>
      {links.map(
        ({ kind, state }) =>
          troubles.includes(state.kind) && (
            <p key={kind} class="notice alarm" role="alert">
              {describeState(state, t)}
            </p>
          ),
      )}
      <details class="work">
        <summary>{t('scanner.title')}</summary>
        <p class="small">{t('scanner.lead')}</p>
        {links.map(({ kind, state, connect }) => (
          <div key={kind} class="scanner-way">
            <button
              type="button"
              class="plain"
              disabled={state.kind === 'unsupported' || state.kind === 'opening'}
              onClick={connect}
            >
              {t(`scanner.${kind}`)}
            </button>
            <p role="status">{describeState(state, t)}</p>
          </div>
        ))}
      </details>
    </>
  )
}

function describeState(state: ScannerState, t: TranslateDesk): string {
  if (state.kind !== 'connected') return t(`scanner.${state.kind}`)
  return t('scanner.connected', { name: state.name || t('scanner.nameless') })
}

/** One way to a scanner: opens at once what was chosen before. */
function useScannerLink(kind: ScannerKind, onText: (text: string) => void) {
  const [state, setState] = useState<ScannerState>({ kind: hasScanners(kind) ? 'idle' : 'unsupported' })
  const link = useRef<ScannerLink | undefined>(undefined)
  const handler = useRef(onText)
  handler.current = onText

  useEffect(() => {
    if (!hasScanners(kind)) return
    const open = async () => {
      const { createScannerLink } = await import('../scanners/scanner-links.ts')
      link.current = createScannerLink(kind, {
        onState: setState,
        onText: (text) => {
          // Of two windows of one desk the one that is looked at answers.
          if (document.visibilityState === 'visible') handler.current(text)
        },
      })
      await link.current.resume()
    }
    open().catch(() => setState({ kind: 'refused' }))
  }, [])

  return { state, connect: () => void link.current?.connect() }
}
