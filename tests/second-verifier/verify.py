"""A second verifier of Ví BHYT, written from docs/credential-format.md alone.

For the conformance runner of docs/kit.md. Steps are those of section 13.
"""

import base64
import json
import re
import sys
import zlib
from datetime import date
from typing import NamedTuple

sys.dont_write_bytecode = True

from claims import EPOCH, FACE_NAMES, POSTER, Claims, Read
from claims import read_binding, read_credential, read_status_list, read_totals, read_trust_list
from cose import Refused, Sign1, compress, decode, find_point, read_sign1
from cose import require, require_header, require_signature
from printed import read_printed

PAPERS = {65001: 'referral', 65002: 'reexamination', 65003: 'sick_leave'}
SPACES = ''.join(map(chr, range(0x2000, 0x200B)))
BLANKS = SPACES + '\t\n\v\f\r \u00a0\u1680\u2028\u2029\u202f\u205f\u3000\ufeff'
DAY, VIETNAM = 86400, 7 * 3600
TAKEN = ('stale_credential', 'clock_differs', 'unknown_relation', 'valid')  # verdicts behind step 14

# Sections 9 and 10: what a desk holds
def open_trust_list(message: bytes, roots: str) -> Claims:
    """Everything but the time and the sequence, which depend on who asks. Roots are those of `roots.json`."""
    signed = read_sign1(decode(message, 16384))
    require_header(signed, 'bhyt-trust+cwt')
    known = {from_base64url(root['keyId']): root for root in json.loads(roots)}
    require(signed.header[4] in known, 'unknown_key')
    root = known[signed.header[4]]
    require_signature(signed, compress(from_base64url(root['x']), root['yIsOdd']))
    trust: Claims = read_trust_list(decode(signed.payload))
    trust |= trust.pop('list')
    trust['specimen'] = root['demo'] or 'specimen' in trust
    return trust

def from_base64url(text: str) -> bytes:
    return base64.urlsafe_b64decode(text + '=' * (-len(text) % 4))

def open_signed(signed: Sign1, role: str, trust: Claims, read: Read, max_bytes: int = 65536) -> Claims:
    """Steps 4 to 6."""
    signers = [one for one in trust['signers'] if (one['role'], one['keyId']) == (role, signed.header[4])]
    require(signers, 'unknown_key')
    require_signature(signed, signers[0]['key'])
    claims: Claims = read(decode(signed.payload, max_bytes))
    require(claims.get('issuer', trust['issuer']) == trust['issuer'], 'unknown_key')
    require(signers[0]['notBefore'] <= claims['issuedAt'] <= signers[0]['notAfter'], 'unknown_key')
    return claims

def read_status_message(message: bytes) -> Sign1:
    signed = read_sign1(decode(message, 525312))
    require_header(signed, 'application/statuslist+cwt')
    return signed

def open_status_list(signed: Sign1, trust: Claims, now: int) -> Claims:
    claims = open_signed(signed, 'status', trust, read_status_list, 525312)
    stream = zlib.decompressobj()
    try:
        bits = stream.decompress(claims['list']['packed'], 2097152 + 1)
    except zlib.error:
        raise Refused('malformed') from None
    require(stream.eof and not stream.unused_data and len(bits) <= 2097152)
    require(claims['issuedAt'] <= now + DAY, 'not_yet_valid')
    stale_from = min(claims['expiresAt'], claims['issuedAt'] + claims['ttl'])
    return claims | {'bits': bits, 'stale': now >= stale_from}

def open_held(messages: list[str], trust: Claims, now: int) -> dict[int, Claims]:
    """By number, of each the newest. A list that does not pass is as good as none."""
    held: dict[int, Claims] = {}
    for message in messages:
        try:
            one = open_status_list(read_status_message(bytes.fromhex(message)), trust, now)
        except Refused:
            continue
        if one['issuedAt'] > held.get(one['number'], {'issuedAt': -1})['issuedAt']:
            held[one['number']] = one | {'message': message}
    return held

# Section 13
class Desk(NamedTuple):
    now: int
    trust: Claims
    status_lists: dict[int, Claims]
    facility: str | None
    nonce: bytes | None
    seen: bool
    just_seen: bool

def check_scan(text: str, desk: Desk) -> Claims:
    text = text.strip(BLANKS)
    if not text.startswith('BHYT:'):
        claimed = read_printed(text)
        return {'verdict': 'not_ours'} if claimed is None else {'verdict': 'unsigned', **claimed}
    signed = read_sign1(decode(read_wallet_code(text)))
    kind = signed.header.get(16)
    if isinstance(kind, int) and kind in PAPERS:
        return {'verdict': 'not_a_card', 'paper': PAPERS[kind]}
    bound = signed if kind == 294 else None
    if bound:
        require(set(bound.header) == {1, 13, 16})
        signed = read_sign1(bound.header[13])
    totals = kind == 'bhyt-totals+cwt'
    require_header(signed, 'bhyt-totals+cwt' if totals else 'bhyt+cwt')
    if desk.now >= desk.trust['expiresAt']:
        raise Refused('unknown_key', 'trust_list_expired')
    return check_totals(signed, desk) if totals else check_card(signed, bound, desk)

def read_wallet_code(text: str) -> bytes:
    """Step 1, section 7."""
    version = re.match('BHYT:([0-9]{1,9})/', text)
    require(version)
    require(version[1] == '1', 'unsupported_version')
    require(re.fullmatch('[1-9][0-9]{0,1199}', text[7:]))
    number = int(text[7:])
    return number.to_bytes((number.bit_length() + 7) // 8, 'big')

def check_totals(signed: Sign1, desk: Desk) -> Claims:
    """Section 12."""
    token = open_signed(signed, 'snapshot', desk.trust, read_totals)
    specimen = token['totals'].pop('specimen', False)
    require(specimen or not desk.trust['specimen'], 'bad_signature')
    require(desk.now < token['expiresAt'], 'expired')
    return {'verdict': 'valid_totals', 'notes': ['specimen'] if specimen else [], 'totals': token['totals']}

def check_card(signed: Sign1, bound: Sign1 | None, desk: Desk) -> Claims:
    """Steps 4 to 8."""
    credential = open_signed(signed, 'card', desk.trust, read_credential)
    card, confirmation = credential['card'], credential.get('confirmation')
    require('specimen' in card or not desk.trust['specimen'], 'bad_signature')
    require((confirmation is None) == (bound is None), 'bad_signature')
    binding: Claims | None = None
    if confirmation and bound:
        require(find_point(confirmation['key']))
        require_signature(bound, confirmation['key'])
        binding = read_binding(decode(bound.payload))
    verdict, notes = judge(credential, binding, desk)
    face = {name: card[name] for name in FACE_NAMES if name in card}
    return {'verdict': verdict, 'notes': notes, 'card': face}

def judge(credential: Claims, binding: Claims | None, desk: Desk) -> tuple[str, list[str]]:
    """Steps 9 to 17, and the notes."""
    card, issued, expires = credential['card'], credential['issuedAt'], credential['expiresAt']
    audience, shown = (binding['audience'], binding['issuedAt']) if binding else (None, issued)
    live, quick = binding is not None, binding is not None and desk.nonce is None
    status_list = desk.status_lists.get(card['status'][0]) if 'status' in card else None
    revoked = find_bit(status_list['bits'], card['status'][1]) if status_list else 0
    behind = abs(desk.now - shown) if live else 0
    posters = [POSTER + desk.facility] if desk.facility else []
    audiences = ['urn:vi-bhyt:desk', *posters] if desk.nonce is None else [f'urn:vi-bhyt:desk:{desk.facility}']
    steps = [
        (not live or audience in audiences, 'wrong_audience'),
        (not live or quick or binding.get('nonce') == desk.nonce, 'replayed'),
        (issued <= desk.now + 600 and shown >= issued, 'not_yet_valid'),
        ('validFrom' not in card or desk.now >= begin(card['validFrom']), 'not_yet_valid'),
        (desk.now < expires and shown < expires, 'expired'),
        ('validTo' not in card or desk.now < end(card['validTo']), 'expired'),
        (revoked is not None, 'malformed'),
        (revoked != 1, 'revoked'),
        (not quick or not desk.seen, 'replayed'),
        (not quick or desk.now - issued <= 7 * DAY, 'stale_credential'),
        (not quick or behind <= 120, 'clock_differs'),
        (card.get('relation', 1) == 1, 'unknown_relation'),
        (not live, 'valid'),
    ]
    verdict = next((verdict for holds, verdict in steps if not holds), 'valid_unbound')
    notes = {
        'specimen': 'specimen' in card,
        'carer': card.get('relation') == 1,
        'poster': live and audience.startswith(POSTER) and verdict != 'wrong_audience',
        'stale_status_list': status_list is not None and status_list['stale'],
        'status_not_checked': 'status' in card and status_list is None,
        'nonce_required': verdict == 'stale_credential' or verdict == 'clock_differs' and behind > 600
        or verdict == 'valid_unbound' and desk.nonce is not None,
        'just_taken': quick and desk.just_seen and verdict in TAKEN,
        'skew': verdict in ('valid', 'valid_unbound') and max(behind, issued - desk.now) > 120,
    }
    return verdict, [note for note, holds in notes.items() if holds]

def find_bit(bits: bytes, index: int) -> int | None:
    return bits[index // 8] >> (index % 8) & 1 if index < 8 * len(bits) else None

def begin(day: str) -> int:
    """The midnight in Vietnam with which a date, a month or a year begins."""
    return (date.fromisoformat((day + '-01-01')[:10]) - EPOCH).days * DAY - VIETNAM

def end(day: str) -> int:
    """The midnight in Vietnam with which it is over."""
    if len(day) == 10:
        return begin(day) + DAY
    year, month = (int(part) for part in (day + '-12').split('-')[:2])
    return begin(f'{year + month // 12}-{month % 12 + 1:02}')

def check_request(request: Claims) -> Claims:
    """docs/kit.md, "Conformance"."""
    kind, now, roots = request['kind'], request['now'], request['roots']
    if kind == 'trust-list':
        trust = open_trust_list(bytes.fromhex(request['message']), roots)
        require(now < trust['expiresAt'], 'expired')
        require(trust['sequence'] > request.get('newerThan', -1), 'not_newer')
        return {'verdict': 'ok'}
    trust = open_trust_list(bytes.fromhex(request['trustList']), roots)
    if kind == 'status-list':
        signed = read_status_message(bytes.fromhex(request['message']))
        require(now < trust['expiresAt'], 'trust_list_expired')
        open_status_list(signed, trust, now)
        return {'verdict': 'ok'}
    messages = request['statusLists']
    if 'heldTrustList' in request:
        held = open_trust_list(bytes.fromhex(request['heldTrustList']), roots)
        backwards = trust['sequence'] < held['sequence']
        trust = held if backwards else trust
        kept = open_held(request['heldStatusLists'], held, now).values()
        messages = [one['message'] for one in kept] + ([] if backwards else messages)
    nonce = bytes.fromhex(request['nonce']) if 'nonce' in request else None
    seen = request.get('seen', False), request.get('justSeen', False)
    status_lists = open_held(messages, trust, now)
    desk = Desk(now, trust, status_lists, request.get('facility'), nonce, *seen)
    return check_scan(request['text'], desk)

def find_colour(verdict: str, notes: list[str]) -> str:
    if verdict in ('valid_totals', 'not_a_card', 'not_ours'):
        return 'none'
    if verdict in ('valid', 'valid_unbound'):
        return 'amber' if {'specimen', 'stale_status_list', 'status_not_checked', 'nonce_required'} & set(notes) else 'green'
    return 'amber' if verdict in ('unsigned', 'stale_credential', 'clock_differs', 'unknown_relation') else 'red'

for line in sys.stdin:
    request = json.loads(line)
    try:
        answer = {'notes': []} | check_request(request)
    except Refused as refused:
        answer = {'verdict': refused.verdict, 'notes': refused.notes}
    if request['kind'] == 'scan':
        answer['colour'] = find_colour(answer['verdict'], answer['notes'])
    print(json.dumps(answer), flush=True)
