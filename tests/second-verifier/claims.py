"""What the payloads hold: the tables of sections 2, 5, 6, 9, 10 and 12 of docs/credential-format.md."""

import re
from datetime import date, timedelta
from typing import Any, Callable

from cose import GREATEST, Item, is_integer, read_cose_key, require

Claims = dict[str, Any]
Read = Callable[[Item], Any]
Table = dict[int | str, tuple[str, Read]]

# Section 2
EPOCH = date(1970, 1, 1)

def that(holds: Callable[[Item], object], turn: Read = lambda item: item) -> Read:
    def read(item: Item) -> Any:
        require(holds(item))
        return turn(item)

    return read

def text(longest: int) -> Read:
    return that(lambda item: isinstance(item, str) and len(item.encode()) <= longest)

def uint(greatest: int, least: int = 0) -> Read:
    return that(lambda item: is_integer(item) and least <= item <= greatest)

def octets(shortest: int, longest: int) -> Read:
    return that(lambda item: isinstance(item, bytes) and shortest <= len(item) <= longest)

def one_of(*names: str) -> Read:
    return that(lambda item: is_integer(item) and 1 <= item <= len(names), lambda item: names[item - 1])

def table(rows: Table) -> Read:
    """Exactly these keys; a name with `?` may be absent."""

    def read(item: Item) -> Claims:
        require(isinstance(item, dict) and set(item) <= set(rows))
        require(all(key in item or name.endswith('?') for key, (name, _) in rows.items()))
        return {name.rstrip('?'): read(item[key]) for key, (name, read) in rows.items() if key in item}

    return read

def read_date(item: Item) -> str:
    """`YYYY-MM-DD`, `YYYY-MM` or `YYYY`."""
    if is_integer(item):
        require((date(1800, 1, 1) - EPOCH).days <= item <= (date(2399, 12, 31) - EPOCH).days)
        return (EPOCH + timedelta(days=item)).isoformat()
    require(isinstance(item, str) and re.fullmatch(r'(18|19|2[0-3])[0-9]{2}(-(0[1-9]|1[0-2]))?', item))
    return item

flag = that(lambda item: item is True)
time = uint(253402300799)

# Section 5
FACE: Table = {
    1: ('bhytNumber', text(15)),
    2: ('fullName', text(100)),
    3: ('dateOfBirth', read_date),
    4: ('sex?', one_of('male', 'female')),
    5: ('facilityCode?', text(5)),
    6: ('validFrom?', read_date),
    7: ('validTo?', read_date),
    8: ('fiveYearDate?', read_date),
    9: ('benefitLevel?', uint(5, 1)),
    10: ('livingArea?', one_of('K1', 'K2', 'K3')),
    11: ('bhxhCode?', text(10)),
}
FACE_NAMES = [name.rstrip('?') for name, _ in FACE.values()]

def read_status(item: Item) -> tuple[int, int]:
    require(isinstance(item, list) and len(item) == 2)
    return uint(65535)(item[0]), uint(16777215)(item[1])

BESIDE: Table = {20: ('status?', read_status), 21: ('specimen?', flag), 22: ('relation?', uint(65535, 1))}
CARD = table(FACE | BESIDE)
ISSUED: Table = {1: ('issuer', text(16)), 4: ('expiresAt', time), 6: ('issuedAt', time)}
CONFIRMATION = table({1: ('key', read_cose_key)})
CREDENTIAL = table(ISSUED | {8: ('confirmation?', CONFIRMATION), -65537: ('card', CARD)})

def read_credential(item: Item) -> Claims:
    credential: Claims = CREDENTIAL(item)
    require(0 < credential['expiresAt'] - credential['issuedAt'] <= 30 * 86400)
    return credential

# Section 6
POSTER = 'urn:vi-bhyt:poster:'
BINDING = table({3: ('audience', text(64)), 6: ('issuedAt', time), 39: ('nonce?', octets(16, 16))})

def read_binding(item: Item) -> Claims:
    binding: Claims = BINDING(item)
    require('nonce' not in binding or not binding['audience'].startswith(POSTER))
    return binding

# Section 9
ROLE = one_of('card', 'snapshot', 'status')
LIFE: Table = {4: ('notBefore', time), 5: ('notAfter', time)}
SIGNER = table({1: ('keyId', octets(4, 4)), 2: ('role', ROLE), 3: ('key', read_cose_key)} | LIFE)

SIGNERS = that(lambda item: isinstance(item, list) and len(item) <= 64, lambda item: [*map(SIGNER, item)])

LIST = table({1: ('sequence', uint(GREATEST)), 2: ('signers', SIGNERS), 3: ('specimen?', flag)})
read_trust_list = table(ISSUED | {-65537: ('list', LIST)})

# Section 10
def read_subject(item: Item) -> int:
    require(isinstance(item, str) and re.fullmatch('urn:vi-bhyt:status-list:(0|[1-9][0-9]{0,4})', item))
    return int(item.rpartition(':')[2])

BITS = table({'bits': ('bits', uint(1, 1)), 'lst': ('packed', octets(0, 524288))})
read_status_list = table(
    {
        2: ('number', read_subject),
        4: ('expiresAt', time),
        6: ('issuedAt', time),
        65534: ('ttl', uint(GREATEST)),
        65533: ('list', BITS),
    }
)

# Section 12
MONTHS = table({key: (name, uint(1200)) for key, name in enumerate(('bhxh', 'bhtn', 'tnld', 'bhyt'), 1)})
TOTALS: Table = {
    1: ('fullName', text(100)),
    2: ('dateOfBirth', read_date),
    3: ('bhxhCode', text(10)),
    4: ('asOf', read_date),
    5: ('months', MONTHS),
    21: ('specimen?', flag),
}
read_totals = table(ISSUED | {-65537: ('totals', table(TOTALS))})
