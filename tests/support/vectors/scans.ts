import { concatBytes } from '../../../src/core/bytes.ts'
import { type CardCredential, RELATION } from '../../../src/core/credential/card-credential.ts'
import { writeWalletCode } from '../../../src/core/credential/qr-text.ts'
import { parseWrittenDate } from '../../../src/core/dates/partial-date.ts'
import { DANGEROUS_KEYS, malleate } from './keys.ts'
import {
  ANSWER,
  DESK,
  NONCE_DESK,
  POSTER_ANSWER,
  POSTER_DESK,
  refuse,
  type ScanVector,
  show,
} from './scan.ts'
import { makeMalformedScans } from './scans-malformed.ts'
import { makeUntimelyScans } from './scans-untimely.ts'
import { makeUntrustedScans } from './scans-untrusted.ts'
import {
  BEARER,
  CREDENTIAL,
  changeCard,
  DAY,
  date,
  FACE,
  issueBearerCredential,
  issueCard,
  NOW,
  resign,
  showLive,
} from './world.ts'

const { card, retiredCard } = DANGEROUS_KEYS

const SPECIMEN: CardCredential = { ...CREDENTIAL, issuer: 'DEMO', specimen: true }
const MINIMAL: CardCredential = {
  ...BEARER,
  face: { bhytNumber: '0199990001', fullName: 'Lê An', dateOfBirth: date('1960') },
}
const LONG_NAME = 'Công Tằng Tôn Nữ Thị Phương Thảo Nguyên Hoàng Quỳnh Như Ngọc Diễm Ánh'

async function makeGood(): Promise<Record<string, ScanVector>> {
  const live = await issueCard()
  const { status: _status, ...irrevocable } = CREDENTIAL
  const longName: CardCredential = { ...CREDENTIAL, face: { ...FACE, fullName: LONG_NAME, livingArea: 'K1' } }
  const retired = { ...CREDENTIAL, issuedAt: NOW - 6 * DAY, expiresAt: NOW + 24 * DAY }
  const weekOld = { ...CREDENTIAL, issuedAt: NOW - 7 * DAY, expiresAt: NOW + 23 * DAY }
  const old = { ...CREDENTIAL, issuedAt: NOW - 29 * DAY, expiresAt: NOW + DAY }
  const carer: CardCredential = { ...CREDENTIAL, relation: RELATION.carer }
  const malleable = await showLive(live)
  const paper = await issueBearerCredential()
  const tail = malleate(malleable.subarray(-64))
  return {
    live: show('a live code', await showLive(live), 'valid'),
    'live-nonce-answer': show('the answer to a desk’s code', await showLive(live, ANSWER), 'valid', {
      desk: NONCE_DESK,
    }),
    'live-nonce-answer-wrong-clock': show(
      'the answer of a phone that is a day behind: in nonce mode no clock is needed',
      await showLive(live, { ...ANSWER, issuedAt: NOW - DAY }),
      'valid',
      { desk: NONCE_DESK, notes: ['skew'], made: { shownAt: NOW - DAY } },
    ),
    'live-credential-7-days': show(
      'a credential of exactly seven days',
      await showLive(await issueCard(weekOld)),
      'valid',
      { made: { credential: weekOld } },
    ),
    'live-nonce-answer-old-credential': show(
      'the answer to a desk’s code, over a credential of 29 days',
      await showLive(await issueCard(old), ANSWER),
      'valid',
      { desk: NONCE_DESK, made: { credential: old } },
    ),
    'live-long-name': show('a very long name', await showLive(await issueCard(longName)), 'valid', {
      made: { credential: longName },
    }),
    'live-specimen': show('an invented person', await showLive(await issueCard(SPECIMEN)), 'valid', {
      desk: { trustList: 'demo' },
      notes: ['specimen'],
      made: { credential: SPECIMEN },
    }),
    'live-clock-120-behind': show('two minutes old', await showLive(live, { issuedAt: NOW - 120 }), 'valid', {
      made: { shownAt: NOW - 120 },
    }),
    'live-retired-key': show(
      'signed while the key was in use, shown after that',
      await showLive(await issueCard(retired, retiredCard)),
      'valid',
      { made: { credential: retired } },
    ),
    'live-other-signature': {
      ...show(
        'the other signature that fits the same message',
        concatBytes(malleable.subarray(0, -64), tail),
        'valid',
      ),
    },
    'live-status-stale': show('with a status list past its time', await showLive(live), 'valid', {
      desk: { statusList: 'stale' },
      notes: ['stale_status_list'],
    }),
    'live-status-not-checked': show('without the status list', await showLive(live), 'valid', {
      desk: { statusList: 'other' },
      notes: ['status_not_checked'],
    }),
    'live-irrevocable': show(
      'a credential that names no status list',
      await showLive(await resign(live, card.sign, { claims: changeCard((claim) => claim.delete(20)) })),
      'valid',
      { desk: { statusList: 'other' }, made: { credential: irrevocable } },
    ),
    'live-poster-answer': show(
      'the answer to the poster of this facility',
      await showLive(live, POSTER_ANSWER),
      'valid',
      { desk: POSTER_DESK, notes: ['poster'], made: POSTER_ANSWER },
    ),
    'live-at-poster-desk': show('a plain live code where a poster hangs', await showLive(live), 'valid', {
      desk: POSTER_DESK,
    }),
    'live-carer': show('held by the person’s carer', await showLive(await issueCard(carer)), 'valid', {
      notes: ['carer'],
      made: { credential: carer },
    }),
    paper: show('a paper code', paper, 'valid_unbound', { made: { credential: BEARER } }),
    'paper-minimal': show(
      'nothing but number, name and year of birth',
      await issueBearerCredential(MINIMAL),
      'valid_unbound',
      {
        made: { credential: MINIMAL },
      },
    ),
    'paper-in-nonce-mode': show(
      'a paper code where the desk asked: genuine, and no answer',
      paper,
      'valid_unbound',
      { desk: NONCE_DESK, notes: ['nonce_required'], made: { credential: BEARER } },
    ),
    'paper-byte-order-mark': {
      ...show('with the byte order marks of two files that it went through', paper, 'valid_unbound', {
        made: { credential: BEARER },
      }),
      text: `\uFEFF${writeWalletCode(paper)}\uFEFF`,
    },
    'paper-line-end': {
      ...show('with the line end that a desk scanner types', paper, 'valid_unbound', {
        made: { credential: BEARER },
      }),
      text: `${writeWalletCode(paper)}\r\n`,
    },
  }
}

function makeHospital(): Record<string, ScanVector> {
  const born = parseWrittenDate('01/09/2008')
  const from = parseWrittenDate('01/01/2017')
  if (!born.ok || !from.ok) throw new Error('not a date')
  const text =
    'HS4010799990007|486FC3A06E67205469E1BABF6E204769E1BAA3|01/09/2008|1|5472C6B0E1BB9D6E672054485054204DE1BAAB75|01 - 028|01/01/2017|-|15/12/2016|$'
  return {
    'unsigned-hospital-text': {
      is: 'today’s hospital text, ten parts',
      text,
      desk: DESK,
      expect: {
        verdict: 'unsigned',
        card: {
          bhytNumber: 'HS4010799990007',
          fullName: 'Hoàng Tiến Giả',
          dateOfBirth: born.value,
          sex: 'male',
          facilityCode: '01028',
          validFrom: from.value,
          benefitLevel: 4,
          bhxhCode: '0799990007',
        },
        notes: [],
      },
      colour: 'amber',
    },
  }
}

/** Papers of reserved kinds, as far as they are known: by their type. */
async function makeOtherPapers(): Promise<Record<string, ScanVector>> {
  const kinds = [
    ['referral', 65_001, 'a referral'],
    ['reexamination', 65_002, 'an appointment for re-examination'],
    ['sick_leave', 65_003, 'a sick-leave paper'],
  ] as const
  const made = kinds.map(async ([paper, typ, is]) => {
    const code = await resign(await issueBearerCredential(), card.sign, { header: (map) => map.set(16, typ) })
    const vector = { ...refuse(is, code, 'not_a_card'), expect: { verdict: 'not_a_card', paper, notes: [] } }
    return [`not-a-card-${paper.replace('_', '-')}`, vector] as const
  })
  return Object.fromEntries(await Promise.all(made))
}

/** Every scan vector by file name. */
export async function makeScanVectors(): Promise<Record<string, ScanVector>> {
  return {
    ...(await makeGood()),
    ...(await makeMalformedScans()),
    ...(await makeUntrustedScans()),
    ...(await makeUntimelyScans()),
    ...makeHospital(),
    ...(await makeOtherPapers()),
  }
}
