import { useEffect, useRef } from 'preact/hooks'
import { LiveMark, QrSymbol } from '../../../card-view/code-panel.tsx'
import { Icon } from '../../../card-view/icon.tsx'
import type { ShownCode } from '../../../card-view/shown.ts'
import { formatBhytNumber, parseBhytNumber } from '../../../core/card/bhyt-number.ts'
import { verbatim } from '../../../i18n/verbatim.ts'
import { Modal } from '../../../ui/components/modal.tsx'
import type { WalletCard } from '../../../wallet/cards/wallet-card.ts'
import { useApp } from '../../app-state.ts'
import { keepQrCrisp } from './crisp-qr.ts'
import '../../styles/counter.css'
import { useWakeLock } from './wake-lock.ts'

type FullScreenCodeProps = {
  card: WalletCard
  code: Extract<ShownCode, { state: 'rendered' }>
  /** It answers one desk, which is noted where it was made; else a live code is noted here. */
  isAnswer?: boolean
  onClose: () => void
}

/**
 * For the counter: the code as large as the screen, the name, the number, a way back; white in every theme.
 */
export function FullScreenCode({ card, code, isAnswer = false, onClose }: FullScreenCodeProps) {
  const { t, db } = useApp()
  const box = useRef<HTMLDivElement>(null)
  useWakeLock()
  useEffect(() => (box.current ? keepQrCrisp(box.current, code.size) : undefined), [code.size])
  const isLive = code.at !== undefined && !isAnswer
  useEffect(() => {
    if (!isLive) return
    import('../../wallet/note-presentation.ts')
      .then(({ noteInPage }) => noteInPage(db, { cardId: card.cardId, mode: 'quick' }))
      .catch(() => {})
  }, [isLive, card.cardId])
  const number = parseBhytNumber(card.face.bhytNumber)
  return (
    <Modal class="counter" labelledBy="counter-name" onClose={onClose}>
      <button type="button" class="counter-back" onClick={onClose}>
        <Icon name="back" />
        {t('counter.back')}
      </button>
      <div class="counter-code" ref={box}>
        <QrSymbol code={code} label={t('code.of', { name: card.face.fullName })} />
      </div>
      {code.at !== undefined && <LiveMark t={t} at={code.at} />}
      <h2 id="counter-name" {...verbatim}>
        {card.face.fullName.toLocaleUpperCase('vi')}
      </h2>
      <p class="counter-number" {...verbatim}>
        {number.ok ? formatBhytNumber(number.value) : card.face.bhytNumber}
      </p>
      {card.specimen && <p class="counter-mark">THẺ MẪU</p>}
      {card.origin === 'self-declared' && <p class="counter-mark">TỰ KHAI – CHƯA XÁC THỰC</p>}
      <p class="counter-hint">{t('counter.bright')}</p>
    </Modal>
  )
}
