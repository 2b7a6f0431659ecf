import type { ComponentChildren } from 'preact'
import { benefitPercent } from '../core/card/benefit-level.ts'
import { formatBhytNumber, parseBhytNumber } from '../core/card/bhyt-number.ts'
import { formatWrittenDate } from '../core/card/partial-date.ts'
import type { CardTextKey } from '../i18n/card/vi.ts'
import { viCard } from '../i18n/card/vi.ts'
import type { Language } from '../i18n/languages.ts'
import { Guilloche } from './guilloche.tsx'
import { Icon } from './icon.tsx'
import type { CardSide, ShownCard, TranslateCard } from './shown.ts'

type CardProps = {
  t: TranslateCard
  language: Language
  card: ShownCard
  side: CardSide
  onTurn?: (() => void) | undefined
}

/**
 * The card people know. Its labels are always Vietnamese, because the staff who read it are; in another language the
 * holder's own words stand beside them.
 */
export function BhytCard({ t, language, card, side, onTurn }: CardProps) {
  const selfDeclared = card.origin === 'self-declared'
  return (
    <section
      class={`bhyt ${selfDeclared ? 'self-declared' : ''}`}
      aria-label={viCard['card.heading'].replace('{name}', card.face.fullName)}
      lang="vi"
    >
      <Guilloche />
      <header>
        <p class="bhyt-title">THẺ BẢO HIỂM Y TẾ</p>
        {selfDeclared && <p class="stamp">TỰ KHAI – CHƯA XÁC THỰC</p>}
        {card.specimen && <p class="stamp">THẺ MẪU</p>}
      </header>
      {side === 'front' ? (
        <Front t={t} language={language} card={card} />
      ) : (
        <Back t={t} language={language} card={card} />
      )}
      <button type="button" class="turn" onClick={onTurn} lang={language}>
        <Icon name="turn" />
        {t(side === 'front' ? 'card.turnBack' : 'card.turnFront')}
      </button>
      {card.specimen && (
        <p class="specimen" aria-hidden="true">
          THẺ MẪU
        </p>
      )}
    </section>
  )
}

type FieldsProps = Pick<CardProps, 't' | 'language' | 'card'>

function Front({ t, language, card: { face } }: FieldsProps) {
  const label = (name: CardTextKey) => <Label name={name} t={t} language={language} />
  const { sex, facilityCode, facilityName, validFrom, fiveYearDate, benefitLevel, livingArea } = face
  const number = parseBhytNumber(face.bhytNumber)
  return (
    <dl>
      <Field label={label('card.number')} class="number wide">
        {number.ok ? formatBhytNumber(number.value) : face.bhytNumber}
      </Field>
      <Field label={label('card.name')} class="name wide">
        {face.fullName.toLocaleUpperCase('vi')}
      </Field>
      <Field label={label('card.birth')}>{formatWrittenDate(face.dateOfBirth)}</Field>
      {sex && <Field label={label('card.sex')}>{viCard[`card.${sex}`]}</Field>}
      {(facilityName ?? facilityCode) && (
        <Field label={label('card.facility')} class="wide">
          {[facilityName, facilityCode && `(${facilityCode.slice(0, 2)}-${facilityCode.slice(2)})`]
            .filter(Boolean)
            .join(' ')}
        </Field>
      )}
      {validFrom && <Field label={label('card.validFrom')}>{formatWrittenDate(validFrom)}</Field>}
      {fiveYearDate && <Field label={label('card.fiveYears')}>{formatWrittenDate(fiveYearDate)}</Field>}
      {benefitLevel && (
        <Field label={label('card.benefit')} class="wide">
          {viCard['card.pays'].replace('{percent}', String(benefitPercent(benefitLevel)))}
          {livingArea && ` · ${livingArea}`}
        </Field>
      )}
    </dl>
  )
}

function Back({ t, language, card }: FieldsProps) {
  const { face, origin, specimen } = card
  const label = (name: CardTextKey) => <Label name={name} t={t} language={language} />
  const { validTo, bhxhCode, placeOfIssue } = face
  return (
    <>
      <dl>
        {bhxhCode && <Field label={label('card.bhxhCode')}>{bhxhCode}</Field>}
        {validTo && <Field label={label('card.validTo')}>{formatWrittenDate(validTo)}</Field>}
        {placeOfIssue && (
          <Field label={label('card.issuePlace')} class="wide">
            {placeOfIssue}
          </Field>
        )}
      </dl>
      <ul class="bhyt-notes" lang={language}>
        <li>{t('card.noteIdentity')}</li>
        <li>{t('card.noteNumber')}</li>
        <li>{t(origin === 'issued' ? 'card.noteSource' : 'card.noteSelfDeclared')}</li>
        {specimen && <li>{t('card.specimenNote')}</li>}
      </ul>
    </>
  )
}

function Label({ name, t, language }: { name: CardTextKey; t: TranslateCard; language: Language }) {
  return (
    <>
      {viCard[name]}
      {language !== 'vi' && (
        <>
          {' '}
          <span lang={language}>{t(name)}</span>
        </>
      )}
    </>
  )
}

function Field(props: { label: ComponentChildren; class?: string; children: ComponentChildren }) {
  return (
    <div class={props.class}>
      <dt>{props.label}</dt>
      <dd>{props.children}</dd>
    </div>
  )
}
