import type { ComponentChildren } from 'preact'
import { benefitPercent } from '../core/card/benefit-level.ts'
import { formatBhytNumber, parseBhytNumber } from '../core/card/bhyt-number.ts'
import type { CardFace } from '../core/card/card.ts'
import { formatWrittenDate } from '../core/dates/partial-date.ts'
import type { Language } from '../i18n/languages.ts'
import { verbatim } from '../i18n/verbatim.ts'
import viCard from '../i18n/vi/card.json'
import { Guilloche, GuillocheGround } from './guilloche.tsx'
import { Icon } from './icon.tsx'
import type { CardSide, ShownCard, TranslateCard } from './shown.ts'

/** The lines of the card. */
type LabelKey = `card.${string}` & keyof typeof viCard

type HeadProps = { t: TranslateCard; language: Language; card: ShownCard }

type LinesProps = HeadProps & { side: CardSide; onTurn?: (() => void) | undefined }

/**
 * What a counter needs of the card people know: its title, the number, the name. The code follows it, so that
 * both stand on the first screen of a small phone. Labels are always Vietnamese, because the staff who read
 * them are; in another language the holder's own words stand beside them.
 */
export function CardHead({ t, language, card }: HeadProps) {
  const { bhytNumber, fullName } = card.face
  const number = parseBhytNumber(bhytNumber)
  const label = (name: LabelKey) => <Label name={name} t={t} language={language} />
  return (
    <section class={cardClass(card)}>
      <Guilloche />
      <header lang="vi" {...verbatim}>
        <p class="bhyt-title">THẺ BẢO HIỂM Y TẾ</p>
        {card.origin === 'self-declared' && <p class="stamp">TỰ KHAI – CHƯA XÁC THỰC</p>}
        {card.specimen && <p class="stamp">THẺ MẪU</p>}
      </header>
      <dl lang="vi" {...verbatim}>
        <Field label={label('card.number')} class="number wide">
          {number.ok ? formatBhytNumber(number.value) : bhytNumber}
        </Field>
        <Field label={label('card.name')} class="name wide">
          {fullName.toLocaleUpperCase('vi')}
        </Field>
      </dl>
      {card.specimen && <SpecimenMark />}
    </section>
  )
}

/**
 * The other lines of the card, front or back: below the code on a phone, under the head of the card on a wide
 * screen.
 */
export function CardLines({ t, language, card, side, onTurn }: LinesProps) {
  const label = (name: LabelKey) => <Label name={name} t={t} language={language} />
  return (
    <section class={`${cardClass(card)} lines`}>
      <GuillocheGround />
      {side === 'front' ? <Front face={card.face} label={label} /> : <Back t={t} card={card} label={label} />}
      <div class="bhyt-foot">
        {side === 'front' && <Benefit face={card.face} label={label} />}
        <button type="button" class="turn" onClick={onTurn}>
          <Icon name="turn" />
          {t(side === 'front' ? 'card.turnBack' : 'card.turnFront')}
        </button>
      </div>
      {card.specimen && <SpecimenMark />}
    </section>
  )
}

/** The whole card in one piece, where no code stands between its parts. */
export function BhytCard(props: LinesProps) {
  return (
    <div class="pair whole">
      <CardHead t={props.t} language={props.language} card={props.card} />
      <CardLines {...props} />
    </div>
  )
}

function cardClass({ origin }: ShownCard): string {
  return origin === 'self-declared' ? 'bhyt self-declared' : 'bhyt'
}

function SpecimenMark() {
  return (
    <p class="specimen" aria-hidden="true">
      <span>THẺ MẪU</span>
    </p>
  )
}

type Labelled = { label: (name: LabelKey) => ComponentChildren }

function Front({ face, label }: Labelled & { face: CardFace }) {
  const { dateOfBirth, sex, validFrom, facilityCode, facilityName, fiveYearDate } = face
  const code = facilityCode && `${facilityCode.slice(0, 2)}-${facilityCode.slice(2)}`
  return (
    <dl lang="vi" {...verbatim}>
      <Field label={label('card.birth')}>{formatWrittenDate(dateOfBirth)}</Field>
      {sex && <Field label={label('card.sex')}>{viCard[`card.${sex}`]}</Field>}
      {validFrom && <Field label={label('card.validFrom')}>{formatWrittenDate(validFrom)}</Field>}
      {(facilityName ?? code) && (
        <Field label={label('card.facility')} class="wide">
          {facilityName} {code && <span class="unbroken">({code})</span>}
        </Field>
      )}
      {fiveYearDate && <Field label={label('card.fiveYears')}>{formatWrittenDate(fiveYearDate)}</Field>}
    </dl>
  )
}

function Benefit({ face: { benefitLevel, livingArea }, label }: Labelled & { face: CardFace }) {
  return (
    benefitLevel && (
      <dl lang="vi" {...verbatim}>
        <Field label={label('card.benefit')} class="wide">
          {viCard['card.pays'].replace('{percent}', String(benefitPercent(benefitLevel)))}
          {livingArea && ` · ${livingArea}`}
        </Field>
      </dl>
    )
  )
}

function Back({ t, card, label }: Labelled & Pick<LinesProps, 't' | 'card'>) {
  const { validTo, bhxhCode, placeOfIssue } = card.face
  return (
    <>
      <dl lang="vi" {...verbatim}>
        {bhxhCode && <Field label={label('card.bhxhCode')}>{bhxhCode}</Field>}
        {validTo && <Field label={label('card.validTo')}>{formatWrittenDate(validTo)}</Field>}
        {placeOfIssue && (
          <Field label={label('card.issuePlace')} class="wide">
            {placeOfIssue}
          </Field>
        )}
      </dl>
      <ul class="bhyt-notes">
        <li>{t('card.noteIdentity')}</li>
        <li>{t('card.noteNumber')}</li>
        <li>{t(card.origin === 'issued' ? 'card.noteSource' : 'card.noteSelfDeclared')}</li>
        {card.specimen && <li>{t('card.specimenNote')}</li>}
      </ul>
    </>
  )
}

function Label({ name, t, language }: { name: LabelKey; t: TranslateCard; language: Language }) {
  return (
    <>
      {viCard[name]}
      {language !== 'vi' && (
        <>
          {' / '}
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
