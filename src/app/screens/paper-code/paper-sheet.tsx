import { QrSymbol } from '../../../card-view/code-panel.tsx'
import { formatBhytNumber, parseBhytNumber } from '../../../core/card/bhyt-number.ts'
import type { RenderedCode } from '../../../core/card/card-code.ts'
import { verbatim } from '../../../i18n/verbatim.ts'
import { writeDate, writeDay } from '../../../i18n/written-forms.ts'
import type { WalletCard } from '../../../wallet/cards/wallet-card.ts'
import { useApp } from '../../app-state.ts'
import { tAccount } from '../../texts/account-texts.ts'
import './paper-code.css'

/** The sheet with the code as it is printed. `expiresAt` in Unix seconds. */
export function PaperSheet({
  card,
  code,
  expiresAt,
}: {
  card: WalletCard
  code: RenderedCode
  expiresAt: number
}) {
  const { t, language } = useApp()
  const { fullName, dateOfBirth, bhytNumber } = card.face
  const number = parseBhytNumber(bhytNumber)
  return (
    <article class="paper-sheet" aria-label={tAccount('paper.sheet')}>
      <div class="paper-code">
        <QrSymbol code={{ state: 'rendered', ...code }} label={t('code.of', { name: fullName })} />
      </div>
      <h2 {...verbatim}>{fullName.toLocaleUpperCase('vi')}</h2>
      {card.specimen && <p class="paper-mark">THẺ MẪU</p>}
      <p>
        {t('card.birth')}: {writeDate(dateOfBirth, language)}
      </p>
      <p class="paper-number" {...verbatim}>
        {number.ok ? formatBhytNumber(number.value) : bhytNumber}
      </p>
      <p>{tAccount('paper.until', { date: writeDay(expiresAt, language) })}</p>
      <p>{tAccount('paper.identity')}</p>
    </article>
  )
}
