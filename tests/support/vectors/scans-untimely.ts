import type { CardCredential } from '../../../src/core/credential/card-credential.ts'
import { writeDeskAudience, writePosterAudience } from '../../../src/core/credential/desk.ts'
import { ANSWER, NONCE, NONCE_DESK, POSTER_ANSWER, POSTER_DESK, type ScanVector, show } from './scan.ts'
import {
  BEARER,
  CREDENTIAL,
  DAY,
  date,
  FACE,
  issueBearerCredential,
  issueCard,
  NOW,
  showLive,
} from './world.ts'

/** Genuine codes for another desk or another time. */
export async function makeUntimelyScans(): Promise<Record<string, ScanVector>> {
  const credential = await issueCard()
  const live = await showLive(credential)
  const shown = async (issuedAt: number) => showLive(credential, { issuedAt })
  const at = (changes: Partial<CardCredential>) => ({ ...CREDENTIAL, ...changes })
  const paperAt = (changes: Partial<CardCredential>) => ({ ...BEARER, ...changes })
  const old = paperAt({ issuedAt: NOW - 30 * DAY, expiresAt: NOW })
  const early = paperAt({ issuedAt: NOW + 601, expiresAt: NOW + DAY })
  const ended = paperAt({ face: { ...FACE, validTo: date('2027-01-14') } })
  const future = paperAt({ face: { ...FACE, validFrom: date('2027-01-16') } })
  const ahead = at({ issuedAt: NOW - 20 * DAY, expiresAt: NOW + 10 * DAY })
  const stale = at({ issuedAt: NOW - 7 * DAY - 1, expiresAt: NOW + 23 * DAY - 1 })
  const guardian = at({ relation: 7 })
  const revoked = at({ status: { list: 3, index: 77 } })
  const beyond = at({ status: { list: 3, index: 1000 } })
  const { issuedAt: start, expiresAt: end } = CREDENTIAL
  const showRevoked = await showLive(await issueCard(revoked))
  return {
    'live-just-taken': show('the very code that this desk took a minute ago', live, 'valid', {
      desk: { justSeen: true },
      notes: ['just_taken'],
    }),
    'live-status-list-ahead': show(
      'the status list is more than a day ahead of the desk’s clock: none',
      live,
      'valid',
      { desk: { statusList: 'ahead' }, notes: ['status_not_checked'] },
    ),
    'live-held-status-list-of-dropped-key': show(
      'the trust list that came drops the key of the status list that is held, and no other comes',
      showRevoked,
      'valid',
      {
        desk: {
          heldTrustList: 'production',
          heldStatusList: 'clear',
          trustList: 'rekeyed',
          statusList: 'other',
        },
        notes: ['status_not_checked'],
        made: { credential: revoked },
      },
    ),
    'revoked-held-status-list-of-dropped-key': show(
      'an older status list of the new key is in force over a newer one of the key that was dropped',
      showRevoked,
      'revoked',
      {
        desk: {
          heldTrustList: 'production',
          heldStatusList: 'clear',
          trustList: 'rekeyed',
          statusList: 'rekeyed',
        },
        made: { credential: revoked },
      },
    ),
    'live-held-trust-list-of-same-number': show(
      'another trust list of the number that is held counts, and drops the key of the status list',
      showRevoked,
      'valid',
      {
        desk: {
          heldTrustList: 'production',
          heldStatusList: 'fresh',
          trustList: 'twin',
          statusList: 'other',
        },
        notes: ['status_not_checked'],
        made: { credential: revoked },
      },
    ),
    'revoked-held-trust-list-newer': show(
      'a trust list that goes backwards changes nothing, nor does what came with it',
      showRevoked,
      'revoked',
      {
        desk: {
          heldTrustList: 'rekeyed',
          heldStatusList: 'rekeyed',
          trustList: 'production',
          statusList: 'clear',
        },
        made: { credential: revoked },
      },
    ),
    'revoked-held-status-list': show(
      'the list that is held revokes, and only another number comes',
      showRevoked,
      'revoked',
      {
        desk: { heldTrustList: 'production', heldStatusList: 'fresh', statusList: 'other' },
        made: { credential: revoked },
      },
    ),
    'wrong-audience': show(
      'made for somebody else',
      await showLive(credential, { audience: 'urn:example:bank' }),
      'wrong_audience',
    ),
    'wrong-audience-other-desk': show(
      'the answer to another facility’s code',
      await showLive(credential, { audience: writeDeskAudience('79001'), nonce: NONCE }),
      'wrong_audience',
      { desk: NONCE_DESK },
    ),
    'wrong-audience-plain-in-nonce-mode': show(
      'a plain live code where the desk asked',
      live,
      'wrong_audience',
      { desk: NONCE_DESK },
    ),
    'wrong-audience-answer-in-plain-mode': show(
      'an answer where nobody asked',
      await showLive(credential, ANSWER),
      'wrong_audience',
    ),
    'wrong-audience-poster-without-facility': show(
      'the answer to a poster at a desk that has none',
      await showLive(credential, POSTER_ANSWER),
      'wrong_audience',
    ),
    'wrong-audience-poster-of-another': show(
      'the answer to another facility’s poster',
      await showLive(credential, { audience: writePosterAudience('79001') }),
      'wrong_audience',
      { desk: POSTER_DESK },
    ),
    'wrong-audience-poster-in-nonce-mode': show(
      'the answer to this facility’s poster where the desk asked by a code of its own',
      await showLive(credential, POSTER_ANSWER),
      'wrong_audience',
      { desk: { ...NONCE_DESK, ...POSTER_DESK } },
    ),
    'wrong-audience-answer-at-poster-desk': show(
      'the answer to this desk’s code where it shows none, and a poster hangs',
      await showLive(credential, ANSWER),
      'wrong_audience',
      { desk: POSTER_DESK },
    ),
    'clock-601-behind-poster': show(
      'the answer to the poster, more than ten minutes old',
      await showLive(credential, { ...POSTER_ANSWER, issuedAt: NOW - 601 }),
      'clock_differs',
      { desk: POSTER_DESK, notes: ['nonce_required', 'poster'], made: { shownAt: NOW - 601 } },
    ),
    'replayed-seen-poster': show(
      'the answer to the poster, taken before',
      await showLive(credential, POSTER_ANSWER),
      'replayed',
      { desk: { ...POSTER_DESK, seen: true }, notes: ['poster'] },
    ),
    'unknown-relation': show(
      'held by somebody in a relation of a later version',
      await showLive(await issueCard(guardian)),
      'unknown_relation',
      { made: { credential: guardian } },
    ),
    'unknown-relation-nonce-answer': show(
      'the same in answer to a desk’s code',
      await showLive(await issueCard(guardian), ANSWER),
      'unknown_relation',
      { desk: NONCE_DESK, made: { credential: guardian } },
    ),
    'unknown-relation-paper': show(
      'the same on paper',
      await issueBearerCredential({ relation: 7 }),
      'unknown_relation',
      { made: { credential: paperAt({ relation: 7 }) } },
    ),
    'replayed-other-nonce': show(
      'the answer to an earlier code of this desk',
      await showLive(credential, { ...ANSWER, nonce: NONCE.with(0, 9) }),
      'replayed',
      { desk: NONCE_DESK },
    ),
    'replayed-no-nonce': show(
      'this desk’s audience without a nonce',
      await showLive(credential, { audience: ANSWER.audience }),
      'replayed',
      { desk: NONCE_DESK },
    ),
    'replayed-seen': show('taken before', live, 'replayed', { desk: { seen: true } }),
    'clock-121-behind': show('121 seconds old', await shown(NOW - 121), 'clock_differs', {
      made: { shownAt: NOW - 121 },
    }),
    'clock-600-ahead': show('ten minutes ahead', await shown(NOW + 600), 'clock_differs', {
      made: { shownAt: NOW + 600 },
    }),
    'clock-601-behind': show('more than ten minutes old', await shown(NOW - 601), 'clock_differs', {
      notes: ['nonce_required'],
      made: { shownAt: NOW - 601 },
    }),
    'clock-yesterday': show('yesterday’s picture', await shown(NOW - DAY), 'clock_differs', {
      notes: ['nonce_required'],
      made: { shownAt: NOW - DAY },
    }),
    'stale-credential': show(
      'fresh, over a credential of seven days and a second',
      await showLive(await issueCard(stale)),
      'stale_credential',
      { notes: ['nonce_required'], made: { credential: stale } },
    ),
    'stale-credential-made-ahead': show(
      'made twenty days ago by a phone whose clock was set ahead to now',
      await showLive(await issueCard(ahead)),
      'stale_credential',
      { notes: ['nonce_required'], made: { credential: ahead } },
    ),
    'stale-credential-clock-behind': show(
      'stale, and more than two minutes behind: the desk asks by its code all the same',
      await showLive(await issueCard(stale), { issuedAt: NOW - 300 }),
      'stale_credential',
      { notes: ['nonce_required'], made: { credential: stale, shownAt: NOW - 300 } },
    ),
    'stale-credential-seen': show(
      'stale, and taken before',
      await showLive(await issueCard(stale)),
      'replayed',
      { desk: { seen: true }, made: { credential: stale } },
    ),
    revoked: show('revoked', await showLive(await issueCard(revoked)), 'revoked', {
      made: { credential: revoked },
    }),
    'malformed-index-beyond-status-list': show(
      'an index that the status list does not have',
      await showLive(await issueCard(beyond)),
      'malformed',
      { made: { credential: beyond } },
    ),
    'revoked-on-stale-list': show('revoked long ago', await showLive(await issueCard(revoked)), 'revoked', {
      desk: { statusList: 'stale' },
      notes: ['stale_status_list'],
      made: { credential: revoked },
    }),
    expired: show('over this very second', await issueBearerCredential(old), 'expired', {
      made: { credential: old },
    }),
    'expired-live': show('shown in time, scanned a month later', live, 'expired', {
      desk: { now: end },
      notes: ['stale_status_list'],
    }),
    'expired-when-shown': show(
      'shown by a phone whose clock says that it is over',
      await shown(end),
      'expired',
      { made: { shownAt: end } },
    ),
    'expired-card': show('the card itself ended yesterday', await issueBearerCredential(ended), 'expired', {
      made: { credential: ended },
    }),
    'not-yet-valid': show(
      'begins in more than ten minutes',
      await issueBearerCredential(early),
      'not_yet_valid',
      {
        made: { credential: early },
      },
    ),
    'not-yet-valid-when-shown': show('shown before it was issued', await shown(start - 1), 'not_yet_valid', {
      made: { shownAt: start - 1 },
    }),
    'not-yet-valid-card': show(
      'the card itself begins tomorrow',
      await issueBearerCredential(future),
      'not_yet_valid',
      {
        made: { credential: future },
      },
    ),
  }
}
