import { Later } from './later.tsx'
import { quietZone } from './quiet-zone.ts'
import type { CardScreenProps, ShownCode, TranslateCard } from './shown.ts'

/** The one code of the card, how fresh it is, and the choice of its kind. */
export function CodePanel({ t, card, kinds, kind, code, liveGap, isReady, handlers }: CardScreenProps) {
  const at = code.state === 'rendered' ? code.at : undefined
  return (
    <section
      class="code-panel"
      aria-label={t('code.heading')}
      data-card={card.cardId}
      data-kind={kind}
      data-at={at}
    >
      {code.state === 'rendered' ? (
        <button
          type="button"
          class="code"
          aria-label={t('code.label', { name: card.face.fullName })}
          onClick={handlers?.onEnlarge}
        >
          <QrSymbol code={code} />
        </button>
      ) : (
        <p class={code.gap === 'preparing' ? 'code-gap waiting' : 'code-gap'}>{t(`code.${code.gap}`)}</p>
      )}
      <Later isReady={isReady}>
        {code.state === 'rendered' &&
          (at === undefined ? (
            // The element that becomes the mark of a live code that is to come, and as tall.
            <div class={kind === 'live' ? 'live' : 'hint'}>{t('code.enlarge')}</div>
          ) : (
            <LiveMark t={t} at={at} />
          ))}
        {kinds.length > 1 && (
          <fieldset class="kinds">
            <legend class="unseen">{t('kind.label')}</legend>
            {kinds.map((offered) => (
              <label key={offered}>
                <input
                  type="radio"
                  name="kind"
                  value={offered}
                  checked={offered === kind}
                  onChange={() => handlers?.onChooseKind(offered)}
                />
                <span>{t(`kind.${offered}`)}</span>
              </label>
            ))}
          </fieldset>
        )}
        <p class="hint kind-note">{t(`kind.${kind}Note`)}</p>
        {liveGap && <p class="hint">{t(`code.${liveGap}`)}</p>}
      </Later>
    </section>
  )
}

/**
 * The symbol itself: black on white with its quiet zone, in every theme. Without a `label` it is decoration.
 */
export function QrSymbol(props: { code: Extract<ShownCode, { state: 'rendered' }>; label?: string }) {
  const { path, size } = props.code
  const side = size + 2 * quietZone
  const role = props.label ? 'img' : undefined
  return (
    <svg
      class="qr"
      viewBox={`${-quietZone} ${-quietZone} ${side} ${side}`}
      role={role}
      aria-label={props.label}
      aria-hidden={props.label ? undefined : 'true'}
    >
      <path d={path} />
    </svg>
  )
}

/**
 * The signs that a code is alive: a ring that runs down, a marker that moves, and the time of the code for
 * those who see no motion. Nothing here is announced. The key starts the ring anew with each code.
 */
export function LiveMark({ t, at }: { t: TranslateCard; at: number }) {
  return (
    <div class="live">
      <div class="live-track">
        <span class="live-marker" />
      </div>
      <svg key={at} class="ring" viewBox="0 0 24 24" aria-hidden="true">
        <circle cx="12" cy="12" r="9" />
        <circle class="ring-left" cx="12" cy="12" r="9" pathLength="1" />
      </svg>
      <span>{t('code.freshAt', { time: formatClock(at) })}</span>
    </div>
  )
}

/** `HH:mm:ss` of the device's own clock, as the clock on the wall says it. */
function formatClock(unixSeconds: number): string {
  const date = new Date(unixSeconds * 1000)
  return [date.getHours(), date.getMinutes(), date.getSeconds()]
    .map((part) => String(part).padStart(2, '0'))
    .join(':')
}
